package io.millrace.service.deadletter;

import io.millrace.service.ServiceSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Writes device messages, and rows, again; the producer is made with the first one. Safe for many
 * threads.
 */
@Component
class DeviceMessageWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DeviceMessageWriter.class);

  /** As much as the topic takes, and the replay's own headers. */
  private static final int MAX_REQUEST_BYTES = 11 << 20;

  private final Map<String, Object> settings;
  private @Nullable KafkaProducer<byte[], byte[]> producer;

  DeviceMessageWriter(ServiceSettings settings) {
    this.settings =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            settings.kafka().bootstrapServers(),
            ProducerConfig.CLIENT_ID_CONFIG,
            "millrace-service-replay",
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            true,
            ProducerConfig.LINGER_MS_CONFIG,
            2,
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
            5_000,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            20_000,
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            10_000L,
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
            MAX_REQUEST_BYTES);
  }

  /** What became of a record. */
  enum Delivery {
    TAKEN,
    /** Kafka will never take it. */
    TOO_LARGE,
    /** It may pass later, and may have arrived all the same. */
    FAILED
  }

  /** Sends records and waits until Kafka has answered for each. */
  List<Delivery> write(List<ProducerRecord<byte[], byte[]>> records) throws InterruptedException {
    List<Future<RecordMetadata>> sent = new ArrayList<>(records.size());
    try {
      KafkaProducer<byte[], byte[]> open = producer();
      for (ProducerRecord<byte[], byte[]> record : records) {
        sent.add(open.send(record));
      }
    } catch (KafkaException e) {
      LOG.warn("Kafka takes no replay: {}", e.toString());
    }
    List<Delivery> deliveries = new ArrayList<>(records.size());
    for (Future<RecordMetadata> future : sent) {
      deliveries.add(delivery(future));
    }
    while (deliveries.size() < records.size()) {
      deliveries.add(Delivery.FAILED);
    }
    return deliveries;
  }

  private static Delivery delivery(Future<RecordMetadata> future) throws InterruptedException {
    try {
      future.get();
      return Delivery.TAKEN;
    } catch (ExecutionException e) {
      LOG.warn("Kafka did not take a replay: {}", String.valueOf(e.getCause()));
      return e.getCause() instanceof RecordTooLargeException ? Delivery.TOO_LARGE : Delivery.FAILED;
    }
  }

  private synchronized KafkaProducer<byte[], byte[]> producer() {
    KafkaProducer<byte[], byte[]> present = producer;
    if (present == null) {
      ByteArraySerializer bytes = new ByteArraySerializer();
      present = new KafkaProducer<>(settings, bytes, bytes);
      producer = present;
    }
    return present;
  }

  @Override
  public synchronized void close() {
    if (producer != null) {
      producer.close(Duration.ofSeconds(2));
    }
  }
}
