package io.millrace.bridge.mqtt;

import java.util.List;
import java.util.Map;

/**
 * A message from the broker, of either version of the protocol.
 *
 * @param redelivered whether the broker says that it has sent it before (DUP)
 * @param contentType empty where there is none, as in MQTT 3.1.1
 * @param userProperties in their order; a name may repeat
 * @param acknowledgement tells the broker that it can forget the message; without effect for QoS 0
 */
record IncomingMessage(
    String topic,
    byte[] payload,
    int qos,
    boolean retained,
    boolean redelivered,
    String contentType,
    List<Map.Entry<String, String>> userProperties,
    Runnable acknowledgement) {

  IncomingMessage {
    userProperties = List.copyOf(userProperties);
  }
}
