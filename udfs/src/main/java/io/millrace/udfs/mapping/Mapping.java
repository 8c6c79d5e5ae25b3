package io.millrace.udfs.mapping;

import io.millrace.schemas.avro.Observation;
import io.millrace.schemas.avro.Origin;
import io.millrace.udfs.Ids;
import io.millrace.udfs.expression.Expression;
import io.millrace.udfs.expression.ExpressionException;
import io.millrace.udfs.format.DeclaredFormat;
import io.millrace.udfs.format.RefusalCode;
import io.millrace.udfs.format.RefusedException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A compiled mapping: which messages it takes and what it makes of them.
 *
 * @param source the source that it takes, null for any
 * @param format the format that it declares for its source, null for none
 * @param when further condition, null for none
 * @param objectId gives the id of the object that is observed
 * @param observedAt gives the time of observation, null for when Kafka got the message
 * @param knownDevicesOnly whether devices that the catalogue lacks are refused
 */
public record Mapping(
    String id,
    long version,
    @Nullable String source,
    @Nullable DeclaredFormat format,
    @Nullable Expression when,
    String objectType,
    Expression objectId,
    @Nullable Expression observedAt,
    boolean knownDevicesOnly,
    List<FieldRule> fields) {

  /** Types of the properties that it makes, by name. */
  public Map<String, FieldType> types() {
    Map<String, FieldType> types = new HashMap<>();
    fields.forEach(field -> types.put(field.name(), field.type()));
    return types;
  }

  /** A condition that cannot be evaluated for a message does not match it. */
  boolean matches(Message message, Map<String, ?> variables) {
    if (source != null && !source.equals(message.sender())) {
      return false;
    }
    try {
      return when == null || Boolean.TRUE.equals(when.evaluate(variables));
    } catch (ExpressionException e) {
      return false;
    }
  }

  Observation apply(Message message, Map<String, ?> variables, int index) throws RefusedException {
    Map<String, Object> properties = properties(variables);
    Origin at = message.origin();
    // Avro's builder checks and copies every field again, which costs as much as the mapping.
    Observation observation = new Observation();
    observation.setId(
        Ids.derive(message.traceId(), message.deviceId(), id, Integer.toString(index)));
    observation.setTraceId(message.traceId());
    observation.setDeviceId(message.deviceId());
    observation.setObjectType(objectType);
    observation.setObjectId(objectId(variables));
    observation.setObservedAt(observedAt(message, variables));
    observation.setReceivedAt(message.receivedAt());
    observation.setProperties(properties);
    observation.setMappingId(id);
    observation.setMappingVersion(version);
    observation.setOrigin(new Origin(at.getTopic(), at.getPartition(), at.getOffset(), index));
    return observation;
  }

  private Map<String, Object> properties(Map<String, ?> variables) throws RefusedException {
    Map<String, Object> properties = new HashMap<>();
    for (FieldRule field : fields) {
      Object value = field.apply(variables);
      if (value != null) {
        properties.put(field.name(), value);
      }
    }
    return properties;
  }

  /** Which parts of the payload its expressions read. */
  Set<List<String>> reads() {
    Set<List<String>> reads = new HashSet<>();
    Stream.concat(Stream.of(when, objectId, observedAt), fields.stream().map(FieldRule::expression))
        .filter(Objects::nonNull)
        .forEach(expression -> reads.addAll(expression.reads("payload")));
    return reads;
  }

  private String objectId(Map<String, ?> variables) throws RefusedException {
    Object value = new FieldRule("objectId", objectId, FieldType.STRING, true).apply(variables);
    String text = String.valueOf(value);
    if (text.isBlank() || text.length() > 256) {
      throw new RefusedException(
          RefusalCode.WRONG_TYPE, "objectId", "'objectId' must have 1 to 256 characters");
    }
    return text;
  }

  private Instant observedAt(Message message, Map<String, ?> variables) throws RefusedException {
    if (observedAt == null) {
      return message.receivedAt();
    }
    Object value = null;
    try {
      value = observedAt.evaluate(variables);
    } catch (ExpressionException e) {
      throw new RefusedException(
          RefusalCode.BAD_TIMESTAMP, "observedAt", "'observedAt': " + e.getMessage());
    }
    Instant instant = value == null ? null : FieldType.toInstant(value);
    if (instant == null) {
      throw new RefusedException(
          RefusalCode.BAD_TIMESTAMP,
          "observedAt",
          "'observedAt' must be epoch milliseconds or ISO-8601 with offset but is " + value);
    }
    return instant;
  }
}
