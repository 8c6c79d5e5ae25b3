package io.millrace.bridge.mqtt;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be published.
 *
 * @param qos 0, 1 or 2
 * @param contentType MQTT 5 only; MQTT 3.1.1 has no place for it
 * @param userProperties MQTT 5 only
 */
public record OutgoingMessage(
    String topic,
    byte[] payload,
    int qos,
    boolean retain,
    @Nullable String contentType,
    Map<String, String> userProperties) {

  public OutgoingMessage {
    if (qos < 0 || qos > 2) {
      throw new IllegalArgumentException("QoS is 0, 1 or 2, not " + qos);
    }
    userProperties = Map.copyOf(userProperties);
  }
}
