package io.millrace.local.demo.message;

import io.millrace.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Sends to Kafka and enters into the ledger what the broker has taken. */
public final class KafkaMessageSender implements MessageSender, AutoCloseable {
  /** Above the 1 MiB that ingest takes: refusing an oversized message is its part, not ours. */
  private static final int MAX_REQUEST_BYTES = 4 << 20;

  private final KafkaProducer<byte[], byte[]> producer;
  private final SentLedger ledger;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  public KafkaMessageSender(String bootstrap, SentLedger ledger) {
    this.ledger = ledger;
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ProducerConfig.CLIENT_ID_CONFIG,
                "millrace-demo",
                ProducerConfig.LINGER_MS_CONFIG,
                5,
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                MAX_REQUEST_BYTES,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                60_000),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  @Override
  public void send(DeviceMessage message) {
    Exception earlier = failure.get();
    if (earlier != null) {
      throw new IllegalStateException("Kafka refused a message: " + earlier.getMessage(), earlier);
    }
    var unused =
        producer.send(
            record(message),
            (metadata, error) -> {
              if (error == null) {
                ledger.enter(message);
              } else {
                failure.compareAndSet(null, error);
              }
            });
  }

  /**
   * Waits until the broker has all that was sent.
   *
   * @throws IllegalStateException if it refused one
   */
  public void flush() {
    producer.flush();
    Exception refused = failure.get();
    if (refused != null) {
      throw new IllegalStateException("Kafka refused a message: " + refused.getMessage(), refused);
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
  }

  private static ProducerRecord<byte[], byte[]> record(DeviceMessage message) {
    String key = message.deviceId();
    var record =
        new ProducerRecord<>(
            Topics.DEVICE_MESSAGES, key == null ? null : utf8(key), message.payload());
    record.headers().add("source", utf8(message.source()));
    record.headers().add("content-type", utf8("application/json"));
    record.headers().add("trace-id", utf8(message.traceId()));
    return record;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
