package io.millrace.service.deadletter;

import io.millrace.schemas.Topics;
import io.millrace.schemas.avro.DeadLetter;
import io.millrace.schemas.registry.ConfluentAvro;
import io.millrace.schemas.registry.MalformedRecordException;
import io.millrace.schemas.registry.RegistryClient;
import io.millrace.service.ServiceSettings;
import io.millrace.service.problem.ProblemException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads single letters from their topic: the few whose bytes the index does not hold. */
@Component
class LetterTopic {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private final Map<String, Object> settings;
  private final RegistryClient registry;

  LetterTopic(ServiceSettings settings) {
    this.settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            settings.kafka().bootstrapServers(),
            ConsumerConfig.CLIENT_ID_CONFIG,
            "millrace-service-dead-letters",
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            1,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "none",
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            (int) PATIENCE.toMillis());
    this.registry = new RegistryClient(settings.registry().url());
  }

  /** The letter's message; null if Kafka stores it no longer. */
  @Nullable Original read(LetterView.Place place) {
    TopicPartition partition = new TopicPartition(Topics.DEAD_LETTERS, place.partition());
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings, bytes, bytes)) {
      List<TopicPartition> one = List.of(partition);
      long first = consumer.beginningOffsets(one).getOrDefault(partition, 0L);
      long end = consumer.endOffsets(one).getOrDefault(partition, 0L);
      if (place.offset() < first || place.offset() >= end) {
        return null;
      }
      consumer.assign(one);
      consumer.seek(partition, place.offset());
      ConsumerRecord<byte[], byte[]> record = next(consumer);
      return record.offset() == place.offset() ? original(record, place) : null;
    } catch (KafkaException e) {
      throw ProblemException.unavailable("Kafka", e);
    }
  }

  /** A poll may come back with nothing while there is something: it is asked again. */
  private static ConsumerRecord<byte[], byte[]> next(KafkaConsumer<byte[], byte[]> consumer) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(PATIENCE)) {
        return record;
      }
    }
    throw new KafkaException("No answer within " + PATIENCE);
  }

  private @Nullable Original original(
      ConsumerRecord<byte[], byte[]> record, LetterView.Place place) {
    try {
      DeadLetter letter =
          new ConfluentAvro<>(registry, Topics.DEAD_LETTERS, DeadLetter.class).read(record.value());
      // Another id: the topic was made anew since the letter was indexed.
      return letter.getId().equals(place.id()) ? Original.of(letter) : null;
    } catch (MalformedRecordException e) {
      return null;
    } catch (IOException e) {
      throw ProblemException.unavailable("The schema registry", e);
    }
  }
}
