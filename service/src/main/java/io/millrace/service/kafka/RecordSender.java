package io.millrace.service.kafka;

import io.millrace.service.ServiceSettings;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sends records, each as soon as it comes: somebody waits for it. */
@Component
public class RecordSender {
  private static final int REQUEST_TIMEOUT_MS = 3_000;
  private static final int DELIVERY_TIMEOUT_MS = 6_000;

  private final ServiceSettings settings;
  private @Nullable KafkaProducer<String, byte[]> producer;

  RecordSender(ServiceSettings settings) {
    this.settings = settings;
  }

  /**
   * Sends a record.
   *
   * @return completes when Kafka has it, fails within 6 s where it does not take it
   * @throws org.apache.kafka.common.KafkaException where Kafka cannot be reached at all
   */
  public Future<RecordMetadata> send(ProducerRecord<String, byte[]> record) {
    return producer().send(record);
  }

  /** Made when first needed: the service starts while Kafka cannot even be named. */
  private synchronized KafkaProducer<String, byte[]> producer() {
    KafkaProducer<String, byte[]> known = producer;
    if (known == null) {
      known =
          new KafkaProducer<>(
              Map.of(
                  ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                  settings.kafka().bootstrapServers(),
                  ProducerConfig.CLIENT_ID_CONFIG,
                  "millrace-service",
                  ProducerConfig.ACKS_CONFIG,
                  "all",
                  ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                  true,
                  ProducerConfig.LINGER_MS_CONFIG,
                  0,
                  ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                  REQUEST_TIMEOUT_MS,
                  ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                  DELIVERY_TIMEOUT_MS,
                  ProducerConfig.MAX_BLOCK_MS_CONFIG,
                  (long) REQUEST_TIMEOUT_MS,
                  ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                  2 << 20),
              new StringSerializer(),
              new ByteArraySerializer());
      producer = known;
    }
    return known;
  }

  @PreDestroy
  synchronized void close() {
    if (producer != null) {
      producer.close(Duration.ofSeconds(2));
    }
  }
}
