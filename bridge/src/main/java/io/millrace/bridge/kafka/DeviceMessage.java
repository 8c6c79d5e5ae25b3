package io.millrace.bridge.kafka;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What goes to {@code device-messages}.
 *
 * @param deviceId the key; null where none can be told: ingest then makes a dead letter of it
 * @param payload as it came; null only where Kafka cannot take it
 * @param headers in this order
 */
public record DeviceMessage(
    @Nullable String deviceId, byte @Nullable [] payload, Map<String, String> headers) {

  public DeviceMessage {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  /** The same without its payload, and with a header that says why. */
  DeviceMessage withoutPayload(String reason) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(HeaderNames.REFUSED, reason);
    return new DeviceMessage(deviceId, null, more);
  }

  /** Bytes of the payload. */
  public int size() {
    return payload == null ? 0 : payload.length;
  }
}
