package io.millrace.udfs.rules;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An event for tests: what a device read of the machine of its own name. */
public record Reading(
    String id, String objectId, long timestamp, Map<String, @Nullable Object> properties)
    implements Event {

  /**
   * A reading.
   *
   * @param seconds of the epoch
   * @param values names and values in turns
   */
  public static Reading of(String machine, double seconds, Object... values) {
    Map<String, @Nullable Object> properties = new HashMap<>();
    for (int i = 0; i < values.length; i += 2) {
      properties.put((String) values[i], values[i + 1]);
    }
    long at = Math.round(seconds * 1000);
    return new Reading(machine + "@" + at, machine, at, properties);
  }

  @Override
  public long receivedAt() {
    return timestamp;
  }

  @Override
  public String deviceId() {
    return "d-" + objectId;
  }

  @Override
  public String traceId() {
    return "t-" + id;
  }

  @Override
  public String objectType() {
    return "machine";
  }
}
