package io.millrace.bridge.dispatch;

import io.millrace.schemas.avro.CommandCause;
import io.millrace.schemas.avro.DeviceCommand;
import io.millrace.schemas.avro.Route;
import io.millrace.schemas.avro.TransportKind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Commands for devices, in the words of the field. */
final class Commands {
  static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private Commands() {}

  static Received received(long offset, String device) {
    return received(offset, command(device + "-" + offset, device).build());
  }

  static Received received(long offset, DeviceCommand command) {
    byte[] key = command.getDeviceId().getBytes(StandardCharsets.UTF_8);
    byte[] value = {1, 2, 3};
    return new Received(command, new ConsumerRecord<>("device-commands", 0, offset, key, value));
  }

  static DeviceCommand.Builder command(String id, String device) {
    return command(id, device, mqtt("devices/" + device + "/commands"));
  }

  static DeviceCommand.Builder command(String id, String device, Route route) {
    String payload =
        "{\"id\":\"" + id + "\",\"device\":\"" + device + "\",\"parameters\":{\"n\":12345678901}}";
    return DeviceCommand.newBuilder()
        .setId(id)
        .setDeviceId(device)
        .setDeviceVersion(3)
        .setName("set")
        .setPayload(ByteBuffer.wrap(payload.getBytes(StandardCharsets.UTF_8)))
        .setCause(CommandCause.newBuilder().setCommandId("cause-" + id).setActor("user:a").build())
        .setRoute(route)
        .setIssuedAt(NOON);
  }

  static Route mqtt(String topic) {
    return Route.newBuilder().setKind(TransportKind.MQTT).setAddress(topic).build();
  }

  static Route webhook(String url, String secret) {
    return Route.newBuilder()
        .setKind(TransportKind.HTTP)
        .setAddress(url)
        .setMethod("POST")
        .setSecret(secret)
        .build();
  }

  static Route hub(String url, String secret) {
    return Route.newBuilder()
        .setKind(TransportKind.SIGNALR)
        .setAddress(url)
        .setMethod("Command")
        .setSecret(secret)
        .build();
  }
}
