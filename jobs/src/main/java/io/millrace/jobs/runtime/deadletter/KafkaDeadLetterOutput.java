package io.millrace.jobs.runtime.deadletter;

import io.millrace.jobs.runtime.kafka.AvroRecordSerializer;
import io.millrace.jobs.runtime.kafka.Envelopes;
import io.millrace.jobs.runtime.kafka.KafkaSettings;
import io.millrace.jobs.runtime.kafka.KafkaSinks;
import io.millrace.schemas.Topics;
import io.millrace.schemas.avro.DeadLetter;
import java.io.IOException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends dead letters with a producer of its own, at least once: one that could not be sent fails
 * the next flush and with it the checkpoint. The producer is made when the first one comes.
 */
public final class KafkaDeadLetterOutput implements DeadLetterOutput {
  private final KafkaSettings settings;
  private final AvroRecordSerializer<DeadLetter> serializer;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
  private @Nullable Producer<byte[], byte[]> producer;

  public KafkaDeadLetterOutput(KafkaSettings settings) {
    this.settings = settings;
    this.serializer =
        new AvroRecordSerializer<>(
            settings.registryUrl(), Topics.DEAD_LETTERS, DeadLetter.class, Envelopes.DEAD_LETTER);
    serializer.open();
  }

  @Override
  public void add(DeadLetter letter) {
    if (producer == null) {
      producer = producer(settings);
    }
    var unused =
        producer.send(
            serializer.serialize(letter, null, null),
            (metadata, error) -> failure.compareAndSet(null, error));
  }

  @Override
  public void flush() throws IOException {
    if (producer != null) {
      producer.flush();
    }
    Exception error = failure.getAndSet(null);
    if (error != null) {
      throw new IOException("A dead letter could not be sent", error);
    }
  }

  @Override
  public void close() {
    if (producer != null) {
      producer.close(Duration.ofSeconds(10));
    }
  }

  private static Producer<byte[], byte[]> producer(KafkaSettings settings) {
    Properties properties = KafkaSinks.producerProperties(settings);
    properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
    ByteArraySerializer bytes = new ByteArraySerializer();
    return new KafkaProducer<>(properties, bytes, bytes);
  }
}
