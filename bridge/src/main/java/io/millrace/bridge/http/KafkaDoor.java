package io.millrace.bridge.http;

import io.millrace.bridge.kafka.DeviceMessage;
import io.millrace.bridge.kafka.MessageWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Hands messages to Kafka for a request that waits, but not for ever. */
final class KafkaDoor {
  private final MessageWriter writer;
  private final KafkaGate gate;
  private final Executor threads;
  private final Duration patience;

  /**
   * @param threads where calls that may wait are made, not those that serve requests
   */
  KafkaDoor(MessageWriter writer, KafkaGate gate, Executor threads, Duration patience) {
    this.writer = writer;
    this.gate = gate;
    this.threads = threads;
    this.patience = patience;
  }

  /** Refuses while Kafka is known to be away. */
  void check() throws ProblemException {
    if (!gate.enter()) {
      throw unavailable(0, 0);
    }
  }

  /**
   * Writes them all.
   *
   * @return fails with a {@link ProblemException}; how many Kafka has had by then stands in it
   */
  CompletableFuture<Void> write(List<DeviceMessage> messages) {
    AtomicInteger written = new AtomicInteger();
    CompletableFuture<Void> all =
        CompletableFuture.supplyAsync(
                () ->
                    messages.stream()
                        .map(m -> writer.write(m).thenRun(written::incrementAndGet))
                        .toArray(CompletableFuture<?>[]::new),
                threads)
            .thenCompose(CompletableFuture::allOf);
    return all.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
        .handle(
            (done, e) -> {
              if (e != null) {
                gate.failed();
                return CompletableFuture.<Void>failedFuture(
                    unavailable(written.get(), messages.size()));
              }
              gate.succeeded();
              return CompletableFuture.<Void>completedFuture(null);
            })
        .thenCompose(result -> result);
  }

  private static ProblemException unavailable(int written, int of) {
    String detail =
        written == 0
            ? "Send it again, with the same trace ids"
            : "Of "
                + of
                + " messages "
                + written
                + " were written; send all again, with the same"
                + " trace ids";
    return new ProblemException(ProblemCode.UNAVAILABLE, detail, Map.of("written", written));
  }
}
