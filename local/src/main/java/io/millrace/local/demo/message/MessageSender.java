package io.millrace.local.demo.message;

/** Takes messages to {@code device-messages}. Safe for use by many threads. */
@FunctionalInterface
public interface MessageSender {
  /** Sends without waiting for the broker, but waits while its own buffer is full. */
  void send(DeviceMessage message);
}
