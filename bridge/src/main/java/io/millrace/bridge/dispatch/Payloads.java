package io.millrace.bridge.dispatch;

import io.millrace.schemas.avro.DeviceCommand;

/** The bytes that a device gets. */
final class Payloads {
  private Payloads() {}

  static byte[] of(DeviceCommand command) {
    byte[] bytes = new byte[command.getPayload().remaining()];
    command.getPayload().duplicate().get(bytes);
    return bytes;
  }
}
