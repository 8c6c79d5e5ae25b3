package io.millrace.udfs.codec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON text that comes out of the sandbox to what it means. */
final class ResultReader {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long LARGEST_EXACT = 1L << 53;
  private static final int LONGEST_RESULT = 1 << 20;
  private static final int LONGEST_PAYLOAD = 255;

  private ResultReader() {}

  static Uplink uplink(String text) throws RefusedCallException {
    JsonNode result = result(text);
    JsonNode data = result.path("data");
    if (!data.isObject()) {
      throw unusable("It returned no data object");
    }
    return new Uplink(map(data), texts(result.path("warnings")));
  }

  static Downlink downlink(String text, int askedPort) throws RefusedCallException {
    JsonNode result = result(text);
    JsonNode bytes = result.path("bytes");
    if (!bytes.isArray() || bytes.size() > LONGEST_PAYLOAD) {
      throw unusable("It returned no array of at most " + LONGEST_PAYLOAD + " bytes");
    }
    byte[] payload = new byte[bytes.size()];
    for (int i = 0; i < payload.length; i++) {
      payload[i] = (byte) octet(bytes.get(i));
    }
    JsonNode port = result.path("fPort");
    int fPort = port.isMissingNode() || port.isNull() ? askedPort : octet(port);
    return new Downlink(payload, fPort, texts(result.path("warnings")));
  }

  private static JsonNode result(String text) throws RefusedCallException {
    if (text.length() > LONGEST_RESULT) {
      throw unusable("It returned more than " + LONGEST_RESULT + " characters");
    }
    JsonNode result;
    try {
      result =
          text.equals("undefined")
              ? com.fasterxml.jackson.databind.node.NullNode.getInstance()
              : JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw unusable("What it returned is nested too deep");
    }
    if (!result.isObject()) {
      throw unusable("It returned no object");
    }
    List<String> errors = texts(result.path("errors"));
    if (!errors.isEmpty()) {
      throw new RefusedCallException(CodecCode.CODEC_REJECTED, String.join("; ", errors));
    }
    return result;
  }

  private static int octet(JsonNode node) throws RefusedCallException {
    double value = node.asDouble(-1);
    if (!node.isNumber() || value != Math.rint(value) || value < 0 || value > 255) {
      throw unusable(
          "A byte or port is " + node.getNodeType() + ", not a whole number of 0 to 255");
    }
    return (int) value;
  }

  /** One text instead of a list is taken as a list of one: makers are not of one mind there. */
  private static List<String> texts(JsonNode node) {
    if (node.isMissingNode() || node.isNull()) {
      return List.of();
    }
    if (!node.isArray()) {
      return List.of(node.asText());
    }
    List<String> texts = new ArrayList<>();
    node.forEach(each -> texts.add(each.isValueNode() ? each.asText() : each.toString()));
    return List.copyOf(texts);
  }

  private static Map<String, @Nullable Object> map(JsonNode node) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    node.properties().forEach(field -> map.put(field.getKey(), plain(field.getValue())));
    return Collections.unmodifiableMap(map);
  }

  private static @Nullable Object plain(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT, POJO -> map(node);
      case ARRAY -> list(node);
      case BOOLEAN -> node.booleanValue();
      case NUMBER -> number(node);
      case STRING, BINARY -> node.textValue();
      case NULL, MISSING -> null;
    };
  }

  private static List<@Nullable Object> list(JsonNode node) {
    List<@Nullable Object> list = new ArrayList<>(node.size());
    node.forEach(each -> list.add(plain(each)));
    return Collections.unmodifiableList(list);
  }

  /** Beyond 2^53 a JavaScript number is not exact, so it is no whole number either. */
  private static Object number(JsonNode node) {
    boolean exact = node.isIntegralNumber() && Math.abs(node.doubleValue()) <= LARGEST_EXACT;
    return exact ? (Object) node.longValue() : (Object) node.doubleValue();
  }

  private static RefusedCallException unusable(String reason) {
    return new RefusedCallException(CodecCode.CODEC_RESULT, reason);
  }
}
