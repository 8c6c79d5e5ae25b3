package io.millrace.service.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.millrace.service.ServiceSettings;
import io.millrace.service.thread.ServiceThread;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Publishes the outbox, in one thread of one instance: whoever holds the database's advisory lock.
 * What is acknowledged is deleted; a crash between the two repeats records, which jobs ignore by
 * their version.
 *
 * <p>Metrics: {@code millrace.outbox.size} (versions that wait), {@code millrace.outbox.delay}
 * (from the change to Kafka's acknowledgement), {@code millrace.outbox.failures} (attempts that
 * failed).
 */
@Component
@Lazy(false)
final class OutboxPublisher extends ServiceThread {
  private static final Logger LOG = LoggerFactory.getLogger(OutboxPublisher.class);

  /** Notifications wake the thread at once; the poll is for those that get lost. */
  private static final Duration POLL = Duration.ofMillis(500);

  private final ServiceSettings settings;
  private final Clock clock;
  private final Timer delay;
  private final Counter failures;
  private @Nullable ControlTopicWriter writer;

  OutboxPublisher(ServiceSettings settings, Outbox outbox, Clock clock, MeterRegistry meters) {
    super("outbox-publisher");
    this.settings = settings;
    this.clock = clock;
    this.delay = meters.timer("millrace.outbox.delay");
    this.failures = meters.counter("millrace.outbox.failures");
    Gauge.builder("millrace.outbox.size", outbox, Outbox::size).register(meters);
  }

  @Override
  protected void run() {
    Backoff backoff = new Backoff();
    while (isRunning()) {
      try (OutboxQueue queue = OutboxQueue.open(settings.database())) {
        becomeLeader(queue);
        publish(queue, backoff);
      } catch (InterruptedException e) {
        break;
      } catch (SQLException | RuntimeException e) {
        // Whatever it was, the thread must not end: definitions would never be published again.
        LOG.warn("The outbox cannot be read, trying again: {}", e.toString());
        failures.increment();
        backoff.pause();
      }
    }
    if (writer != null) {
      // The interrupt that ended the loop would cut the producer's own close short.
      Thread.interrupted();
      writer.close();
    }
  }

  private void becomeLeader(OutboxQueue queue) throws SQLException, InterruptedException {
    if (queue.lead()) {
      return;
    }
    LOG.info("Another instance publishes the outbox");
    do {
      Thread.sleep(POLL.toMillis());
    } while (!queue.lead());
    // The former leader may have lost its connection only: let what it has sent arrive first.
    LOG.info("Publishing the outbox from now on");
    Thread.sleep(ControlTopicWriter.DELIVERY_TIMEOUT.toMillis());
  }

  private void publish(OutboxQueue queue, Backoff backoff)
      throws SQLException, InterruptedException {
    while (isRunning()) {
      List<OutboxEntry> entries = queue.next();
      if (entries.isEmpty()) {
        queue.await(POLL);
        continue;
      }
      try {
        List<OutboxEntry> written = writer().write(entries);
        queue.delete(written);
        written.forEach(
            e -> delay.record(Duration.between(e.definition().getPublishedAt(), clock.instant())));
        backoff.reset();
      } catch (IOException | KafkaException e) {
        LOG.warn("{} and more definitions wait: {}", entries.size(), e.getMessage());
        failures.increment();
        backoff.pause();
      }
    }
  }

  private ControlTopicWriter writer() {
    ControlTopicWriter present = writer;
    if (present == null) {
      present = new ControlTopicWriter(settings);
      writer = present;
    }
    return present;
  }
}
