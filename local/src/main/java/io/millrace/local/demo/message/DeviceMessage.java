package io.millrace.local.demo.message;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A raw message as a device sends it.
 *
 * @param deviceId key of the record; null for a message whose device is not named
 * @param payload value of the record; null for a tombstone
 * @param source value of the header {@code source}
 * @param traceId value of the header {@code trace-id}
 * @param outcome what must become of it
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; one copy less for each message.
public record DeviceMessage(
    @Nullable String deviceId,
    byte @Nullable [] payload,
    String source,
    String traceId,
    Outcome outcome) {

  /** A well-formed message that must become an observation. */
  public static DeviceMessage of(String deviceId, String json, String source, String traceId) {
    return new DeviceMessage(
        deviceId, json.getBytes(StandardCharsets.UTF_8), source, traceId, Outcome.OBSERVATION);
  }

  /** The same message, sent a second time. */
  public DeviceMessage again() {
    return new DeviceMessage(deviceId, payload, source, traceId, Outcome.DUPLICATE);
  }
}
