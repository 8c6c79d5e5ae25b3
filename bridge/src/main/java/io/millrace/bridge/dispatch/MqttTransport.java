package io.millrace.bridge.dispatch;

import io.millrace.bridge.mqtt.MqttPublisher;
import io.millrace.bridge.mqtt.OutgoingMessage;
import io.millrace.schemas.avro.DeviceCommand;
import io.millrace.schemas.avro.Route;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** Commands as messages to a topic; taken when the broker has acknowledged them. */
final class MqttTransport implements Transport {
  /** User property of MQTT 5 by which a device knows a repetition. */
  static final String COMMAND_ID = "command-id";

  /** User property with the LoRaWAN port, where a codec made the payload. */
  static final String F_PORT = "f-port";

  private final MqttPublisher publisher;

  MqttTransport(MqttPublisher publisher) {
    this.publisher = publisher;
  }

  @Override
  public CompletableFuture<Void> send(DeviceCommand command, int attempt) {
    Route route = command.getRoute();
    OutgoingMessage message =
        new OutgoingMessage(
            route.getAddress(),
            Payloads.of(command),
            route.getQos(),
            route.getRetain(),
            command.getContentType(),
            properties(command, attempt));
    return Failures.as(publisher.publish(message), MqttTransport::failure);
  }

  private static Map<String, String> properties(DeviceCommand command, int attempt) {
    Map<String, String> properties = new TreeMap<>();
    properties.put(COMMAND_ID, command.getId());
    properties.put("device", command.getDeviceId());
    properties.put("attempt", Integer.toString(attempt));
    if (command.getFPort() != null) {
      properties.put(F_PORT, command.getFPort().toString());
    }
    return properties;
  }

  private static DeliveryException failure(Throwable error) {
    return error instanceof IOException
        ? DeliveryException.passing(
            "mqtt-failed", "The broker did not take it: " + error.getMessage())
        : DeliveryException.lasting(
            "mqtt-refused", "It cannot be published: " + error.getMessage());
  }
}
