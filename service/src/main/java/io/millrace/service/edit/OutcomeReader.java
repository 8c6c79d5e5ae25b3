package io.millrace.service.edit;

import io.millrace.schemas.Topics;
import io.millrace.schemas.avro.EditOutcome;
import io.millrace.schemas.registry.ConfluentAvro;
import io.millrace.schemas.registry.MalformedRecordException;
import io.millrace.schemas.registry.RegistryClient;
import io.millrace.service.ServiceSettings;
import io.millrace.service.outbox.Backoff;
import io.millrace.service.thread.ServiceThread;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads what became of edits into the database. Each instance reads all, for its own requests that
 * wait; the place up to which that is stored is Kafka's, and a repeat changes nothing.
 */
@Component
@Lazy(false)
final class OutcomeReader extends ServiceThread {
  private static final Logger LOG = LoggerFactory.getLogger(OutcomeReader.class);
  private static final Duration POLL = Duration.ofMillis(500);

  private final Map<String, Object> settings;
  private final ConfluentAvro<EditOutcome> avro;
  private final EditStore store;
  private final EditWaiters waiters;
  private final TransactionTemplate transactions;

  OutcomeReader(
      ServiceSettings settings,
      EditStore store,
      EditWaiters waiters,
      TransactionTemplate transactions) {
    super("edit-outcomes");
    this.settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            settings.kafka().bootstrapServers(),
            ConsumerConfig.CLIENT_ID_CONFIG,
            "millrace-service-edit-outcomes",
            // For its committed places alone: partitions are assigned by hand.
            ConsumerConfig.GROUP_ID_CONFIG,
            "millrace-service-edit-outcomes",
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest",
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false);
    this.avro =
        new ConfluentAvro<>(
            new RegistryClient(settings.registry().url()), Topics.EDIT_OUTCOMES, EditOutcome.class);
    this.store = store;
    this.waiters = waiters;
    this.transactions = transactions;
  }

  @Override
  protected void run() {
    Backoff backoff = new Backoff();
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    while (isRunning()) {
      try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings, bytes, bytes)) {
        read(consumer, backoff);
      } catch (IOException | RuntimeException e) {
        if (isRunning()) {
          LOG.warn("Outcomes of edits wait to be read: {}", e.toString());
          backoff.pause();
        }
      }
    }
  }

  private void read(KafkaConsumer<byte[], byte[]> consumer, Backoff backoff) throws IOException {
    try {
      consumer.assign(
          consumer.partitionsFor(Topics.EDIT_OUTCOMES).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList());
      while (isRunning()) {
        take(consumer);
        backoff.reset();
      }
    } catch (InterruptException e) {
      LOG.debug("No more outcomes of edits are read");
    } finally {
      // The interrupt that ends the loop would cut the consumer's own close short.
      Thread.interrupted();
    }
  }

  private void take(KafkaConsumer<byte[], byte[]> consumer) throws IOException {
    ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
    if (records.isEmpty()) {
      return;
    }
    List<EditOutcome> outcomes = new ArrayList<>(records.count());
    for (ConsumerRecord<byte[], byte[]> record : records) {
      EditOutcome outcome = outcome(record);
      if (outcome != null) {
        outcomes.add(outcome);
      }
    }
    transactions.executeWithoutResult(status -> outcomes.forEach(store::decided));
    outcomes.forEach(waiters::decided);
    consumer.commitSync();
  }

  private @Nullable EditOutcome outcome(ConsumerRecord<byte[], byte[]> record) throws IOException {
    try {
      return record.value() == null ? null : avro.read(record.value());
    } catch (MalformedRecordException e) {
      LOG.warn("{} at {} is no outcome: {}", record.topic(), record.offset(), e.getMessage());
      return null;
    }
  }
}
