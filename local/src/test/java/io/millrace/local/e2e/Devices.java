package io.millrace.local.e2e;

import io.millrace.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Devices that send messages; a broker that is away for a while loses none of them. */
final class Devices implements AutoCloseable {
  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicReference<Exception> failure = new AtomicReference<>();

  Devices(String bootstrap) {
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers", bootstrap,
                "acks", "all",
                "enable.idempotence", "true",
                "delivery.timeout.ms", "180000",
                "max.request.size", "10485760",
                "linger.ms", "2"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  void send(String device, String traceId, String source, String payload) {
    send(device, traceId, source, payload.getBytes(StandardCharsets.UTF_8));
  }

  void send(
      @Nullable String device, @Nullable String traceId, String source, byte @Nullable [] payload) {
    List<Header> headers =
        traceId == null
            ? List.of(header("source", source))
            : List.of(header("source", source), header("trace-id", traceId));
    byte[] key = device == null ? null : device.getBytes(StandardCharsets.UTF_8);
    var unused =
        producer.send(
            new ProducerRecord<>(Topics.DEVICE_MESSAGES, null, key, payload, headers),
            (metadata, e) -> {
              if (e != null) {
                failure.compareAndSet(null, e);
              }
            });
  }

  /** Returns when Kafka has all that was sent. */
  void flush() {
    producer.flush();
    Exception e = failure.get();
    if (e != null) {
      throw new AssertionError("Kafka refused a message", e);
    }
  }

  @Override
  public void close() {
    producer.close();
  }

  private static Header header(String name, String value) {
    return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
