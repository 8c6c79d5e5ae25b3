package io.millrace.udfs.dispatch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.schemas.avro.ObjectEvent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/** The JSON that a device gets: one form for commands and for changes of objects. */
final class CommandPayload {
  static final String PARAMETERS = "parameters";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private CommandPayload() {}

  /** The object in this text, or null if it is none. */
  static @Nullable ObjectNode parameters(String text) {
    try {
      return JSON.readTree(text) instanceof ObjectNode object ? object : null;
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  /** The new values of these properties; null where one is gone. */
  static ObjectNode values(ObjectEvent event, Set<String> names) {
    ObjectNode values = JSON.createObjectNode();
    names.forEach(name -> values.set(name, value(event.getProperties().get(name))));
    return values;
  }

  /** What is sent for a command. */
  static ObjectNode of(String id, String device, Cause cause, ObjectNode parameters) {
    return envelope(id, device, cause, parameters);
  }

  /** What is sent for a change. */
  static ObjectNode of(
      String id, String device, Cause cause, ObjectNode parameters, ObjectEvent event) {
    ObjectNode envelope = envelope(id, device, cause, parameters);
    envelope.put("kind", event.getKind().name().toLowerCase(Locale.ROOT));
    envelope.put("seq", event.getSeq());
    return envelope;
  }

  /** The parameters as codecs take them. */
  static Map<String, Object> plainParameters(ObjectNode message) {
    return JSON.convertValue(message.path(PARAMETERS), new TypeReference<>() {});
  }

  private static ObjectNode envelope(String id, String device, Cause cause, ObjectNode parameters) {
    ObjectNode envelope = JSON.createObjectNode();
    envelope.put("id", id);
    envelope.put("device", device);
    envelope.put("name", cause.name());
    envelope.set(PARAMETERS, parameters);
    if (cause.origin().getObjectId() != null) {
      envelope
          .putObject("object")
          .put("type", cause.origin().getObjectType())
          .put("id", cause.origin().getObjectId());
    }
    envelope.put("issuedAt", cause.issuedAt().toString());
    Instant expiresAt = cause.expiresAt();
    if (expiresAt != null) {
      envelope.put("expiresAt", expiresAt.toString());
    }
    return envelope;
  }

  private static JsonNode value(@Nullable Object value) {
    if (value instanceof List<?> list) {
      var array = JSON.createArrayNode();
      list.forEach(element -> array.add(value(element)));
      return array;
    }
    if (value instanceof Map<?, ?> map) {
      ObjectNode object = JSON.createObjectNode();
      map.forEach((name, element) -> object.set(String.valueOf(name), value(element)));
      return object;
    }
    if (value instanceof IndexedRecord composite) {
      ObjectNode object = JSON.createObjectNode();
      composite
          .getSchema()
          .getFields()
          .forEach(field -> object.set(field.name(), value(composite.get(field.pos()))));
      return object;
    }
    return JSON.valueToTree(value);
  }

  /** As UTF-8. */
  static ByteBuffer bytes(JsonNode document) {
    try {
      return ByteBuffer.wrap(JSON.writeValueAsString(document).getBytes(StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree of plain values can be written", e);
    }
  }
}
