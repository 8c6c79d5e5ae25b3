package io.millrace.bridge.dispatch;

import io.millrace.schemas.avro.DeviceCommand;
import java.util.concurrent.CompletableFuture;

/** A way to send commands. Safe for use by many threads; never blocks. */
interface Transport extends AutoCloseable {
  /**
   * Tries once to send a command.
   *
   * @param attempt 1 for the first try
   * @return completes when the other side has taken it; fails with a {@link DeliveryException}, or
   *     with anything else that may pass
   */
  CompletableFuture<Void> send(DeviceCommand command, int attempt);

  @Override
  default void close() {}
}
