package io.millrace.bridge.dispatch;

import io.millrace.schemas.avro.DeviceCommand;
import io.millrace.schemas.avro.TransportKind;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The transports by kind. */
final class Transports implements Transport {
  private final Map<TransportKind, Transport> byKind;

  Transports(Map<TransportKind, Transport> byKind) {
    this.byKind = Map.copyOf(byKind);
  }

  @Override
  public CompletableFuture<Void> send(DeviceCommand command, int attempt) {
    TransportKind kind = command.getRoute().getKind();
    Transport transport = byKind.get(kind);
    return transport == null
        ? CompletableFuture.failedFuture(
            DeliveryException.lasting("no-such-transport", "This bridge is not set up for " + kind))
        : transport.send(command, attempt);
  }

  @Override
  public void close() {
    byKind.values().forEach(Transport::close);
  }
}
