package io.millrace.bridge.dispatch;

import io.millrace.bridge.kafka.KafkaSettings;
import io.millrace.schemas.Topics;
import io.millrace.schemas.avro.CommandOutcome;
import io.millrace.schemas.avro.DeadLetter;
import io.millrace.schemas.registry.ConfluentAvro;
import io.millrace.schemas.registry.RegistryClient;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes outcomes and dead letters to their topics. For use by one thread. */
final class KafkaReports implements Reports, AutoCloseable {
  private static final String TRACE_ID = "trace-id";

  /** A dead letter holds the whole command. */
  private static final int MAX_REQUEST_BYTES = 16 << 20;

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  private final KafkaProducer<byte[], byte[]> producer;
  private final ConfluentAvro<CommandOutcome> outcomes;
  private final ConfluentAvro<DeadLetter> letters;

  KafkaReports(KafkaSettings kafka, RegistryClient registry) {
    this.outcomes = new ConfluentAvro<>(registry, Topics.COMMAND_OUTCOMES, CommandOutcome.class);
    this.letters = new ConfluentAvro<>(registry, Topics.DEAD_LETTERS, DeadLetter.class);
    Map<String, Object> properties =
        kafka.client(
            Map.of(
                ProducerConfig.CLIENT_ID_CONFIG,
                "millrace-dispatcher",
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.LINGER_MS_CONFIG,
                2,
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                MAX_REQUEST_BYTES));
    this.producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  @Override
  public CompletableFuture<Void> write(
      @Nullable CommandOutcome outcome, @Nullable DeadLetter letter) {
    try {
      CompletableFuture<Void> first =
          letter == null ? CompletableFuture.completedFuture(null) : send(letter);
      return outcome == null ? first : first.thenCombine(send(outcome), (one, other) -> null);
    } catch (IOException | KafkaException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private CompletableFuture<Void> send(CommandOutcome outcome) throws IOException {
    byte[] key = outcome.getId().getBytes(StandardCharsets.UTF_8);
    ProducerRecord<byte[], byte[]> record = record(Topics.COMMAND_OUTCOMES, key, outcomes, outcome);
    if (outcome.getTraceId() != null) {
      record.headers().add(TRACE_ID, outcome.getTraceId().getBytes(StandardCharsets.UTF_8));
    }
    return send(record);
  }

  private CompletableFuture<Void> send(DeadLetter letter) throws IOException {
    ProducerRecord<byte[], byte[]> record =
        record(Topics.DEAD_LETTERS, bytes(letter.getKey()), letters, letter);
    byte[] trace = bytes(letter.getHeaders().get(TRACE_ID));
    if (trace != null) {
      record.headers().add(TRACE_ID, trace);
    }
    return send(record);
  }

  private static <T extends SpecificRecordBase> ProducerRecord<byte[], byte[]> record(
      String topic, byte @Nullable [] key, ConfluentAvro<T> coder, T value) throws IOException {
    return new ProducerRecord<>(topic, key, coder.write(value));
  }

  private CompletableFuture<Void> send(ProducerRecord<byte[], byte[]> record) {
    CompletableFuture<Void> stored = new CompletableFuture<>();
    var unused =
        producer.send(
            record,
            (metadata, error) -> {
              if (error == null) {
                stored.complete(null);
              } else {
                stored.completeExceptionally(error);
              }
            });
    return stored;
  }

  private static byte @Nullable [] bytes(@Nullable ByteBuffer buffer) {
    if (buffer == null) {
      return null;
    }
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  @Override
  public void close() {
    producer.close(CLOSE_TIMEOUT);
  }
}
