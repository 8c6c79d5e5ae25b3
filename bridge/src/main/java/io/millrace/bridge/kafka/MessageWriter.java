package io.millrace.bridge.kafka;

import io.millrace.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to {@code device-messages}; what it has confirmed all in-sync replicas have, once, in the
 * order of the calls per device. Safe for use by many threads.
 */
public final class MessageWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MessageWriter.class);

  /** As much as the topic takes, see {@code topics.json}. */
  private static final int LARGEST_REQUEST = 10 * 1024 * 1024;

  private static final Duration END_WITHIN = Duration.ofSeconds(5);
  private final Producer<byte[], byte[]> producer;

  MessageWriter(Producer<byte[], byte[]> producer) {
    this.producer = producer;
  }

  /**
   * A writer that gives up on a message after a time.
   *
   * @param patience how long a call may wait, and how long after it a message is tried
   * @param bufferBytes of memory for what Kafka does not have yet; calls wait while it is full
   */
  public static MessageWriter of(
      KafkaSettings kafka, String clientId, Duration patience, long bufferBytes) {
    int millis = (int) Math.min(Integer.MAX_VALUE, patience.toMillis());
    Map<String, Object> own = new HashMap<>();
    own.put("client.id", clientId);
    own.put("acks", "all");
    own.put("enable.idempotence", true);
    own.put("linger.ms", 2);
    own.put("buffer.memory", bufferBytes);
    own.put("max.request.size", LARGEST_REQUEST);
    own.put("request.timeout.ms", Math.min(15_000, Math.max(1000, millis - 100)));
    own.put("delivery.timeout.ms", millis);
    own.put("max.block.ms", millis);
    own.put("reconnect.backoff.max.ms", 2000);
    return new MessageWriter(
        new KafkaProducer<>(
            kafka.client(own), new ByteArraySerializer(), new ByteArraySerializer()));
  }

  /**
   * Writes one message. What is larger than Kafka takes is written without its payload and with a
   * header that says so, for ingest to make a dead letter of.
   *
   * @return completes when Kafka has it; fails with a {@link
   *     org.apache.kafka.common.KafkaException}. Then Kafka may have it all the same
   */
  public CompletableFuture<Place> write(DeviceMessage message) {
    CompletableFuture<Place> written = new CompletableFuture<>();
    send(message, written);
    return written;
  }

  private void send(DeviceMessage message, CompletableFuture<Place> written) {
    try {
      var unused =
          producer.send(
              record(message),
              (metadata, e) -> {
                if (e == null) {
                  written.complete(new Place(metadata.partition(), metadata.offset()));
                } else {
                  failed(message, e, written);
                }
              });
    } catch (InterruptException e) {
      written.completeExceptionally(e);
    } catch (RuntimeException e) {
      failed(message, e, written);
    }
  }

  private void failed(DeviceMessage message, Exception e, CompletableFuture<Place> written) {
    if (e instanceof RecordTooLargeException && message.payload() != null) {
      LOG.warn("Kafka takes no message of {} bytes: {}", message.size(), e.getMessage());
      DeviceMessage empty =
          message.withoutPayload("Kafka takes no message of " + message.size() + " bytes");
      // Not here: this may be the producer's own thread, which must not wait for its buffer.
      var unused = CompletableFuture.runAsync(() -> send(empty, written));
    } else {
      written.completeExceptionally(e);
    }
  }

  private static ProducerRecord<byte[], byte[]> record(DeviceMessage message) {
    List<Header> headers = new ArrayList<>();
    message.headers().forEach((name, value) -> headers.add(new RecordHeader(name, utf8(value))));
    String device = message.deviceId();
    return new ProducerRecord<>(
        Topics.DEVICE_MESSAGES,
        null,
        device == null ? null : utf8(device),
        message.payload(),
        headers);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Gives what is under way a few seconds; the rest fails. */
  @Override
  public void close() {
    producer.close(END_WITHIN);
  }
}
