package io.millrace.udfs.rules;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An event as state keeps it: with those properties alone that a rule reads. */
public record StoredEvent(
    String id,
    long timestamp,
    long receivedAt,
    String deviceId,
    String traceId,
    String objectType,
    String objectId,
    Map<String, @Nullable Object> properties)
    implements Event {

  /**
   * What is to be kept of an event.
   *
   * @param names properties to keep
   */
  public static StoredEvent of(Event event, Set<String> names) {
    if (event instanceof StoredEvent stored && names.containsAll(stored.properties.keySet())) {
      return stored;
    }
    return new StoredEvent(
        event.id(),
        event.timestamp(),
        event.receivedAt(),
        event.deviceId(),
        event.traceId(),
        event.objectType(),
        event.objectId(),
        only(names, event.properties()));
  }

  static Map<String, @Nullable Object> only(
      Set<String> names, Map<String, @Nullable Object> properties) {
    Map<String, @Nullable Object> kept = new LinkedHashMap<>();
    for (String name : names) {
      Object value = properties.get(name);
      if (value != null) {
        kept.put(name, value);
      }
    }
    return kept;
  }

  /** Writes it; the object's type and id are left out where they are the key's. */
  public void write(Key key, DataOutput out) throws IOException {
    PropertyCodec.writeText(id, out);
    PropertyCodec.writeLong(timestamp, out);
    PropertyCodec.writeLong(receivedAt - timestamp, out);
    PropertyCodec.writeText(deviceId, out);
    PropertyCodec.writeText(traceId, out);
    boolean same = key.by().isEmpty() && key.value().equals(objectId);
    out.writeBoolean(same && key.objectType().equals(objectType));
    if (!same || !key.objectType().equals(objectType)) {
      PropertyCodec.writeText(objectType, out);
      PropertyCodec.writeText(objectId, out);
    }
    PropertyCodec.writeMap(properties, out);
  }

  public static StoredEvent read(Key key, DataInput in) throws IOException {
    String id = PropertyCodec.readText(in);
    long timestamp = PropertyCodec.readLong(in);
    long receivedAt = timestamp + PropertyCodec.readLong(in);
    String device = PropertyCodec.readText(in);
    String trace = PropertyCodec.readText(in);
    boolean same = in.readBoolean();
    String type = same ? key.objectType() : PropertyCodec.readText(in);
    String object = same ? key.value() : PropertyCodec.readText(in);
    return new StoredEvent(
        id, timestamp, receivedAt, device, trace, type, object, PropertyCodec.readMap(in));
  }
}
