package io.millrace.udfs.device;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.udfs.definition.DocumentReader;
import io.millrace.udfs.device.Transport.Encoding;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a device's {@code transport} and notes what is wrong with it. */
final class TransportReader {
  static final String MQTT = "mqtt";
  static final String HTTP = "http";
  static final String SIGNALR = "signalr";

  /** Apart from where devices send, so that the bridge does not read what it wrote. */
  static final String DEFAULT_TOPIC = "commands/{device}";

  private static final String BODY = "body";

  static final String DEFAULT_HUB_METHOD = "Command";

  private static final int LONGEST_TOPIC = 1024;
  private static final Pattern HUB_METHOD = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,199}");
  private static final Pattern SECRET = Pattern.compile("[a-z0-9][a-z0-9.-]{0,99}");

  private final DocumentReader reader;

  TransportReader(DocumentReader reader) {
    this.reader = reader;
  }

  /** The transport, or null where it is not one; why stands among the reader's problems. */
  @Nullable Transport read() {
    return switch (reader.text("kind")) {
      case MQTT -> mqtt();
      case HTTP -> http();
      case SIGNALR -> signalR();
      case "" -> null;
      default -> {
        reader.problem("kind", "Must be one of " + String.join(", ", MQTT, HTTP, SIGNALR));
        yield null;
      }
    };
  }

  private Transport mqtt() {
    only("topic", "qos", "retain");
    String topic = reader.textOrNull("topic");
    AddressTemplate template = template("topic", topic == null ? DEFAULT_TOPIC : topic);
    String sample = template.sample();
    if (sample.contains("+") || sample.contains("#") || sample.indexOf('\0') >= 0) {
      reader.problem("topic", "Must be a topic to publish to, without + and #");
    } else if (sample.startsWith("$") || sample.length() > LONGEST_TOPIC) {
      reader.problem(
          "topic", "Must not begin with $ and have at most " + LONGEST_TOPIC + " characters");
    }
    int qos = reader.count("qos", 0, 2, 1);
    return new Transport.Mqtt(template, qos, reader.flag("retain", false), encoding());
  }

  private Transport http() {
    only("url", "method", "secret");
    String method = reader.oneOf("method", List.of("POST", "PUT", "PATCH"), "POST");
    return new Transport.Http(url("url"), method, secret(), encoding());
  }

  private Transport signalR() {
    only("hub", "method", "secret");
    String method =
        reader.has("method") ? reader.matching("method", HUB_METHOD) : DEFAULT_HUB_METHOD;
    return new Transport.SignalR(url("hub"), method, secret(), encoding());
  }

  private void only(String... own) {
    Set<String> known = new TreeSet<>(Set.of(own));
    known.addAll(List.of("kind", CommandCodecReader.FIELD, BODY));
    reader.only(known);
  }

  private Encoding encoding() {
    return new Encoding(CommandCodecReader.read(reader), body());
  }

  private @Nullable BodyTemplate body() {
    JsonNode document = reader.node(BODY);
    if (document == null) {
      return null;
    }
    if (!document.isContainerNode()) {
      reader.problem(BODY, "Must be an object or an array");
    }
    BodyTemplate template = new BodyTemplate(document);
    for (String unknown : template.unknown()) {
      reader.problem(BODY, unknown + " is not known here");
    }
    return template;
  }

  private @Nullable String secret() {
    return reader.has("secret") ? reader.matching("secret", SECRET) : null;
  }

  private AddressTemplate template(String field, String text) {
    AddressTemplate template = new AddressTemplate(text);
    for (String unknown : template.unknown()) {
      String known = String.join("}, {", new TreeSet<>(AddressTemplate.PLACEHOLDERS));
      reader.problem(field, unknown + " is not known here; known are {" + known + "}");
    }
    return template;
  }

  private AddressTemplate url(String field) {
    String text = reader.text(field);
    AddressTemplate template = template(field, text);
    if (!text.isEmpty()) {
      checkUrl(field, template);
    }
    return template;
  }

  /** The host is the definition's own: a device id must not decide where a request goes. */
  private void checkUrl(String field, AddressTemplate template) {
    try {
      URI uri = new URI(template.sample());
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (!web || uri.getHost() == null) {
        reader.problem(field, "Must be a URL with http or https and a host");
      } else if (uri.getUserInfo() != null) {
        reader.problem(field, "Must hold no user or password: name a secret of the dispatcher");
      } else if (uri.getFragment() != null) {
        reader.problem(field, "Must have no fragment");
      } else if (!template.text().startsWith(uri.getScheme() + "://" + uri.getAuthority())) {
        reader.problem(field, "May have placeholders in path and query alone");
      }
    } catch (URISyntaxException e) {
      reader.problem(field, "No URL: " + e.getReason());
    }
  }
}
