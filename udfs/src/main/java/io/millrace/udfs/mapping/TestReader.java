package io.millrace.udfs.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.schemas.avro.Definition;
import io.millrace.schemas.avro.DefinitionState;
import io.millrace.schemas.avro.Origin;
import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.definition.DocumentReader;
import io.millrace.udfs.device.Device;
import io.millrace.udfs.device.DeviceCompiler;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the tests that a mapping carries; whatever is wrong is noted. */
final class TestReader {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> KNOWN =
      Set.of(
          "name",
          "device",
          "devices",
          "headers",
          "receivedAt",
          "payload",
          "payloadText",
          "payloadBase64",
          "expect",
          "refused");
  private static final List<String> PAYLOADS = List.of("payload", "payloadText", "payloadBase64");

  /** When a test's message came, unless it says so. */
  private static final Instant RECEIVED = Instant.parse("2000-01-01T00:00:00Z");

  private final DocumentReader reader;
  private final int index;
  private final Map<String, Device> devices = new HashMap<>();

  private TestReader(DocumentReader reader, int index) {
    this.reader = reader;
    this.index = index;
  }

  /**
   * The tests of a mapping.
   *
   * @param source what messages come from unless a test says otherwise, null for nothing
   */
  static List<TestCase> read(DocumentReader mapping, @Nullable String source) {
    List<TestCase> cases = new ArrayList<>();
    for (DocumentReader test : mapping.objectList("tests")) {
      cases.add(new TestReader(test, cases.size()).test(source));
    }
    return cases;
  }

  private TestCase test(@Nullable String source) {
    reader.only(KNOWN);
    String name = reader.textOrNull("name");
    String sender = sender();
    for (DocumentReader device : reader.objectList("devices")) {
      catalogue(device);
    }
    Message message = message(sender, source);
    boolean refusal = reader.has("refused");
    if (refusal == reader.has("expect")) {
      reader.problem("", "Needs either expect or refused");
    }
    String code = refusal ? reader.text("refused") : null;
    return new TestCase(
        name == null ? "" : name, message, Map.copyOf(devices), refusal ? null : expected(), code);
  }

  /** A text is the id of a device that the catalogue lacks; an object is one that it has. */
  private String sender() {
    Object device = reader.value("device");
    if (device instanceof Map) {
      return catalogue(reader.object("device"));
    }
    String id = reader.textOrNull("device");
    return id == null ? "device" : id;
  }

  private String catalogue(DocumentReader document) {
    try {
      String id = String.valueOf(document.values().get("id"));
      String json = JSON.writeValueAsString(document.values());
      Device device =
          new DeviceCompiler()
              .compile(
                  new Definition(
                      "device", id, 0L, DefinitionState.ACTIVE, json, Instant.EPOCH, null));
      devices.put(id, device);
      return id;
    } catch (DefinitionException e) {
      e.problems().forEach(p -> document.problem("", p.path() + ": " + p.reason()));
    } catch (JsonProcessingException e) {
      document.problem("", String.valueOf(e.getMessage()));
    }
    return "device";
  }

  private Message message(String sender, @Nullable String source) {
    Map<String, String> headers = new HashMap<>(reader.object("headers").texts());
    if (source != null) {
      headers.putIfAbsent("source", source);
    }
    if (reader.has("payload")) {
      headers.putIfAbsent("content-type", "application/json");
    }
    return new Message(
        sender,
        "test-" + index,
        headers.getOrDefault("source", ""),
        headers.getOrDefault("content-type", ""),
        headers,
        payload(),
        new Origin("device-messages", 0, (long) index, 0),
        receivedAt());
  }

  private Instant receivedAt() {
    Object value = reader.value("receivedAt");
    Instant instant = value == null ? RECEIVED : Casts.toInstant(value);
    if (instant == null) {
      reader.problem("receivedAt", "Must be epoch milliseconds or ISO-8601 with offset");
    }
    return instant == null ? RECEIVED : instant;
  }

  private byte[] payload() {
    if (PAYLOADS.stream().filter(reader::has).count() != 1) {
      reader.problem("", "Needs one of " + String.join(", ", PAYLOADS));
    }
    try {
      if (reader.has("payload")) {
        return JSON.writeValueAsBytes(reader.value("payload"));
      }
      String base64 = reader.textOrNull("payloadBase64");
      if (base64 != null) {
        return Base64.getDecoder().decode(base64);
      }
    } catch (JsonProcessingException | IllegalArgumentException e) {
      reader.problem("payloadBase64", "Is no base64");
    }
    String text = reader.textOrNull("payloadText");
    return (text == null ? "" : text).getBytes(StandardCharsets.UTF_8);
  }

  private List<ExpectedObservation> expected() {
    List<ExpectedObservation> expected = new ArrayList<>();
    for (DocumentReader one : reader.objectList("expect")) {
      one.only(Set.of("objectType", "objectId", "deviceId", "observedAt", "properties"));
      Object time = one.value("observedAt");
      if (time != null && Casts.toInstant(time) == null) {
        one.problem("observedAt", "Must be epoch milliseconds or ISO-8601 with offset");
      }
      expected.add(
          new ExpectedObservation(
              one.textOrNull("objectType"),
              one.textOrNull("objectId"),
              one.textOrNull("deviceId"),
              time,
              one.has("properties") ? one.object("properties").values() : null));
    }
    return expected;
  }
}
