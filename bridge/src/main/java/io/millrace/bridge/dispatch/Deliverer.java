package io.millrace.bridge.dispatch;

import io.millrace.bridge.dispatch.Lanes.Lane;
import io.millrace.schemas.avro.DeviceCommand;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings commands to their devices. All decisions are made on one thread of its own; sending is
 * asynchronous, so no device holds up that thread. A command is done with when what became of it is
 * stored.
 */
final class Deliverer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Deliverer.class);

  /** How long until an outcome that could not be stored is stored again. */
  private static final long REPORT_PAUSE_MS = 1_000;

  private final ScheduledExecutorService loop =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "dispatch"));
  private final RandomGenerator random = RandomGenerator.getDefault();
  private final Transport transport;
  private final Reports reports;
  private final RetryPolicy retry;
  private final Duration timeout;
  private final Clock clock;
  private final DispatchMetrics metrics;
  private final Consumer<Received> done;
  private final Lanes lanes;

  /**
   * @param done told of each command that is done with
   */
  Deliverer(
      DispatchSettings settings,
      Transport transport,
      Reports reports,
      DispatchMetrics metrics,
      Clock clock,
      Consumer<Received> done) {
    this.transport = transport;
    this.reports = reports;
    this.retry = settings.retry();
    this.timeout = settings.timeout();
    this.metrics = metrics;
    this.clock = clock;
    this.done = done;
    this.lanes = new Lanes(settings.maxInFlight(), settings.deviceBacklog(), this::attempt);
  }

  /** Takes a command. */
  void deliver(Received received) {
    execute(() -> admit(received));
  }

  /** Stores a report that belongs to no command, and then runs this. */
  void report(Report report, Runnable stored) {
    execute(() -> store(report, stored));
  }

  /** Forgets what waits and belongs to partitions that others deliver now. */
  void drop(Collection<TopicPartition> partitions) {
    execute(() -> lanes.drop(partitions));
  }

  private void admit(Received received) {
    if (!lanes.offer(received)) {
      DeliveryException full =
          DeliveryException.lasting("backlog-full", "Too many commands wait for this device");
      end(received, Report.failed(received, 0, full, clock.instant()));
    }
  }

  private void attempt(Lane lane) {
    DeviceCommand command = lane.head().command();
    Instant now = clock.instant();
    if (command.getExpiresAt() != null && !now.isBefore(command.getExpiresAt())) {
      // Not at once: the lanes are in the middle of handing out turns.
      execute(() -> finish(lane, Report.expired(command, lane.attempts() - 1, now)));
      return;
    }
    send(command, lane.attempts())
        .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete((unused, error) -> execute(() -> landed(lane, error)));
  }

  private CompletableFuture<Void> send(DeviceCommand command, int attempt) {
    try {
      // A copy: a timeout must not complete what the transport still works with.
      return transport.send(command, attempt).copy();
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private void landed(Lane lane, @Nullable Throwable error) {
    Received received = lane.head();
    int attempt = lane.attempts();
    if (error == null) {
      finish(lane, Report.delivered(received.command(), attempt, clock.instant()));
      return;
    }
    DeliveryException failure = Failures.of(error);
    if (!failure.retryable() || !retry.again(attempt)) {
      finish(lane, Report.failed(received, attempt, failure, clock.instant()));
      return;
    }
    metrics.retried();
    lanes.landed();
    Duration pause = retry.pause(attempt, failure.retryAfter(), random);
    schedule(() -> lanes.retry(lane), pause.toMillis());
    lanes.pump();
  }

  private void finish(Lane lane, Report report) {
    Received received = lane.head();
    lanes.landed();
    lanes.done(lane);
    end(received, report);
  }

  private void end(Received received, Report report) {
    metrics.ended(report, received.command(), clock.instant());
    store(report, () -> done.accept(received));
  }

  private void store(Report report, Runnable stored) {
    reports
        .write(report.outcome(), report.letter())
        .whenComplete(
            (unused, error) -> {
              if (error == null) {
                stored.run();
              } else {
                LOG.warn("An outcome could not be stored and is tried again", error);
                schedule(() -> store(report, stored), REPORT_PAUSE_MS);
              }
            });
  }

  private void execute(Runnable task) {
    schedule(task, 0);
  }

  private void schedule(Runnable task, long delayMs) {
    try {
      var unused =
          loop.schedule(
              () -> {
                try {
                  task.run();
                } catch (RuntimeException e) {
                  LOG.error("Delivery went wrong", e);
                }
              },
              delayMs,
              TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("Closed: what is not done with is delivered again after the next start");
    }
  }

  /** Ends at once: what is not done with stands in Kafka and comes again. */
  @Override
  public void close() {
    loop.shutdownNow();
  }
}
