package io.millrace.service.edit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.millrace.schemas.Topics;
import io.millrace.service.kafka.RecordSender;
import io.millrace.service.outbox.Backoff;
import io.millrace.service.thread.ServiceThread;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends accepted edits to Kafka in the order in which they were accepted, object by object: in each
 * instance one thread, of which one at a time holds the database's advisory lock. A crash between
 * Kafka's acknowledgement and the commit repeats records, which the job knows by their ids.
 *
 * <p>Metric: {@code millrace.edits.waiting}, accepted and not in Kafka yet.
 */
@Component
@Lazy(false)
final class EditPublisher extends ServiceThread {
  private static final Logger LOG = LoggerFactory.getLogger(EditPublisher.class);
  private static final String TRACE_ID = "trace-id";
  private static final int MOST = 200;
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration SWEEP = Duration.ofHours(1);

  /** As long as the topic of outcomes keeps them. */
  private static final Duration KEPT = Duration.ofDays(30);

  private final EditStore store;
  private final RecordSender sender;
  private final TransactionTemplate transactions;
  private final Clock clock;
  private final Semaphore accepted = new Semaphore(0);
  private Instant swept = Instant.EPOCH;

  EditPublisher(
      EditStore store,
      RecordSender sender,
      TransactionTemplate transactions,
      Clock clock,
      MeterRegistry meters) {
    super("edit-publisher");
    this.store = store;
    this.sender = sender;
    this.transactions = transactions;
    this.clock = clock;
    Gauge.builder("millrace.edits.waiting", store, EditStore::waiting).register(meters);
  }

  /** There is something to publish. */
  void wake() {
    accepted.release();
  }

  @Override
  protected void run() {
    Backoff backoff = new Backoff();
    while (isRunning()) {
      try {
        Round round = Objects.requireNonNull(transactions.execute(status -> publish()));
        if (round.failure() != null) {
          throw round.failure();
        }
        backoff.reset();
        sweep();
        if (round.sent() == 0 && accepted.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
          accepted.drainPermits();
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        // Whatever it was, the thread must not end: edits would never be published again.
        LOG.warn("Edits wait to be published: {}", e.toString());
        backoff.pause();
      }
    }
  }

  /**
   * What one transaction did.
   *
   * @param failure why not all were sent; null if all were
   */
  private record Round(int sent, @Nullable KafkaException failure) {}

  private Round publish() {
    if (!store.lead()) {
      return new Round(0, null);
    }
    Map<String, Future<RecordMetadata>> sent = new LinkedHashMap<>();
    for (EditStore.Waiting edit : store.waiting(MOST)) {
      Future<RecordMetadata> future = send(edit);
      sent.put(edit.id(), future);
      if (future.isDone() && refusal(future) != null) {
        // Kafka is away: each further one would wait as long before it fails.
        break;
      }
    }
    KafkaException failure = null;
    List<String> taken = new ArrayList<>();
    for (Map.Entry<String, Future<RecordMetadata>> each : sent.entrySet()) {
      KafkaException refusal = refusal(each.getValue());
      if (refusal == null) {
        taken.add(each.getKey());
      } else {
        failure = refusal;
      }
    }
    if (!taken.isEmpty()) {
      store.published(taken);
    }
    return new Round(taken.size(), failure);
  }

  private Future<RecordMetadata> send(EditStore.Waiting edit) {
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(Topics.OBJECT_EDITS, edit.key(), edit.record());
    record.headers().add(TRACE_ID, edit.id().getBytes(StandardCharsets.UTF_8));
    return sender.send(record);
  }

  private static @Nullable KafkaException refusal(Future<RecordMetadata> sent) {
    try {
      sent.get();
      return null;
    } catch (ExecutionException e) {
      return new KafkaException("Kafka did not take an edit: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new KafkaException("Interrupted", e);
    }
  }

  private void sweep() {
    Instant now = clock.instant();
    if (Duration.between(swept, now).compareTo(SWEEP) > 0) {
      store.forget(now.minus(KEPT));
      swept = now;
    }
  }
}
