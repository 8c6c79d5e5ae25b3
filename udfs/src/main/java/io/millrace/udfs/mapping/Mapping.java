package io.millrace.udfs.mapping;

import io.millrace.schemas.avro.Observation;
import io.millrace.schemas.avro.Origin;
import io.millrace.udfs.Ids;
import io.millrace.udfs.device.Device;
import io.millrace.udfs.device.DeviceCompiler;
import io.millrace.udfs.device.Devices;
import io.millrace.udfs.expression.Expression;
import io.millrace.udfs.format.RefusalCode;
import io.millrace.udfs.format.RefusedException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A compiled mapping: which messages it takes and what it makes of them.
 *
 * @param template whether it is only there for others to extend, and takes no message itself
 * @param match which messages it takes
 * @param codec what reads the bytes of the message, null for none
 * @param forEach what it makes an observation of each element of, null for one observation
 * @param deviceId gives the device that is observed, null for the one that sent the message
 * @param objectId gives the id of the object that is observed, null for the device's
 * @param observedAt gives the time of observation, null for when Kafka got the message
 * @param knownDevicesOnly whether devices that the catalogue lacks are refused
 * @param lookups tables for its expressions, by name
 * @param tests those that it carries
 */
public record Mapping(
    String id,
    long version,
    boolean template,
    Match match,
    @Nullable CodecCall codec,
    @Nullable ForEach forEach,
    @Nullable FieldRule deviceId,
    String objectType,
    @Nullable FieldRule objectId,
    @Nullable TimeRule observedAt,
    boolean knownDevicesOnly,
    Map<String, Object> lookups,
    List<FieldRule> fields,
    List<TestCase> tests) {
  /** The source that it takes, null for any. */
  public @Nullable String source() {
    return match.source();
  }

  /** Types of the properties that it makes, by name. */
  public Map<String, PropertyType> types() {
    Map<String, PropertyType> types = new HashMap<>();
    fields.forEach(field -> types.put(field.name(), field.type()));
    return types;
  }

  /** Units (UCUM) of the properties that have one, by name. */
  public Map<String, String> units() {
    Map<String, String> units = new HashMap<>();
    for (FieldRule field : fields) {
      String unit = field.unit();
      if (unit != null) {
        units.put(field.name(), unit);
      }
    }
    return units;
  }

  /** Which parts of the payload a reader must have for it; a path stands for all below it. */
  Set<List<String>> reads() {
    Set<List<String>> reads = new HashSet<>();
    for (Expression expression : expressions()) {
      expression.reads(Variables.PAYLOAD).forEach(path -> reads.add(path.certainNames()));
    }
    return reads;
  }

  /** The same for people, see {@link PayloadReads}. */
  Set<String> readPaths() {
    return PayloadReads.of(expressions(), forEach);
  }

  private List<Expression> expressions() {
    List<@Nullable Expression> all = new ArrayList<>();
    all.add(match.when());
    if (codec != null) {
      all.add(codec.bytes());
      all.add(codec.port());
    }
    all.add(observedAt == null ? null : observedAt.expression());
    all.add(deviceId == null ? null : deviceId.expression());
    all.add(objectId == null ? null : objectId.expression());
    if (forEach != null) {
      all.add(forEach.in());
      all.add(forEach.when());
    }
    fields.forEach(field -> all.add(field.expression()));
    List<Expression> present = new ArrayList<>();
    for (Expression expression : all) {
      if (expression != null) {
        present.add(expression);
      }
    }
    return present;
  }

  /** Adds the observations of a message that matches; of a refused one some may have been added. */
  void apply(Scope scope, Devices devices, Uplinks uplinks, ResultBuilder result)
      throws RefusedException {
    if (codec != null) {
      scope.decoded(uplinks.data(codec, scope));
    }
    if (forEach == null) {
      result.add(observation(scope, devices, result, 0));
      return;
    }
    ForEach each = forEach;
    each.run(
        scope,
        index -> {
          try {
            result.add(observation(scope, devices, result, index));
          } catch (RefusedException e) {
            String reason = "Element " + index + ": " + e.getMessage();
            RefusedException at = new RefusedException(e.code(), e.path(), reason);
            if (!each.skips()) {
              throw at;
            }
            result.skip(Refusal.of(at, this));
          }
        });
  }

  private Observation observation(Scope scope, Devices devices, ResultBuilder result, int element)
      throws RefusedException {
    Message message = scope.message();
    Subject subject = subject(scope, devices);
    Origin at = message.origin();
    // Avro's builder checks and copies every field again, which costs as much as the mapping.
    Observation observation = new Observation();
    observation.setId(Ids.derive(message.traceId(), subject.id(), id, Integer.toString(element)));
    observation.setTraceId(message.traceId());
    observation.setDeviceId(subject.id());
    observation.setObjectType(objectType);
    observation.setObjectId(objectId == null ? subject.id() : id(objectId, scope));
    observation.setObservedAt(observedAt(message, scope));
    observation.setReceivedAt(message.receivedAt());
    observation.setProperties(properties(scope, result));
    observation.setMarks(List.of());
    observation.setMappingId(id);
    observation.setMappingVersion(version);
    observation.setOrigin(
        new Origin(at.getTopic(), at.getPartition(), at.getOffset(), result.next()));
    return observation;
  }

  private Subject subject(Scope scope, Devices devices) throws RefusedException {
    if (deviceId != null) {
      String of = id(deviceId, scope);
      if (!DeviceCompiler.ID.matcher(of).matches()) {
        throw new RefusedException(
            RefusalCode.WRONG_TYPE, "deviceId", "'deviceId' must match " + DeviceCompiler.ID);
      }
      Device device = devices.find(of);
      if (device != null && !device.active()) {
        throw new RefusedException(
            RefusalCode.DEVICE_NOT_ACTIVE, "deviceId", "Device " + of + " is not active");
      }
      scope.observe(of, device);
    }
    Subject subject = scope.subject();
    if (knownDevicesOnly && subject.device() == null) {
      throw new RefusedException(
          RefusalCode.UNKNOWN_DEVICE, "", "The catalogue has no device " + subject.id());
    }
    return subject;
  }

  private Map<String, Object> properties(Scope scope, ResultBuilder result)
      throws RefusedException {
    Map<String, Object> properties = new HashMap<>();
    for (FieldRule field : fields) {
      try {
        Object value = field.apply(scope);
        if (value != null) {
          properties.put(field.name(), value);
        }
      } catch (RefusedException e) {
        if (!field.skips()) {
          throw e;
        }
        result.skip(Refusal.of(e, this));
      }
    }
    return properties;
  }

  private static String id(FieldRule rule, Scope scope) throws RefusedException {
    String text = String.valueOf(rule.apply(scope));
    if (text.isBlank() || text.length() > 256) {
      throw new RefusedException(
          RefusalCode.WRONG_TYPE,
          rule.name(),
          "'" + rule.name() + "' must have 1 to 256 characters");
    }
    return text;
  }

  private Instant observedAt(Message message, Scope scope) throws RefusedException {
    return observedAt == null ? message.receivedAt() : observedAt.evaluate(scope);
  }
}
