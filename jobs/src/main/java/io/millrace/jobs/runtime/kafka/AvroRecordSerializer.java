package io.millrace.jobs.runtime.kafka;

import io.millrace.schemas.registry.ConfluentAvro;
import io.millrace.schemas.registry.RegistryClient;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.util.function.SerializableFunction;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Writes Avro values in the Confluent wire format, with key and trace id. */
public final class AvroRecordSerializer<T extends SpecificRecordBase>
    implements KafkaRecordSerializationSchema<T>, KafkaDatasetFacetProvider {
  private static final long serialVersionUID = 1L;
  private final String registryUrl;
  private final String topic;
  private final Class<T> type;
  private final Envelope<T> envelope;
  private transient @Nullable ConfluentAvro<T> avro;

  /** What a record is sent with, beside its value. */
  public interface Envelope<T> extends Serializable {
    byte @Nullable [] key(T value);

    byte @Nullable [] traceId(T value);

    /** An envelope of texts. */
    static <T> Envelope<T> of(
        SerializableFunction<T, @Nullable String> key,
        SerializableFunction<T, @Nullable String> traceId) {
      return new Envelope<>() {
        private static final long serialVersionUID = 1L;

        @Override
        public byte @Nullable [] key(T value) {
          return Envelopes.utf8(key.apply(value));
        }

        @Override
        public byte @Nullable [] traceId(T value) {
          return Envelopes.utf8(traceId.apply(value));
        }
      };
    }
  }

  public AvroRecordSerializer(
      String registryUrl, String topic, Class<T> type, Envelope<T> envelope) {
    this.registryUrl = registryUrl;
    this.topic = topic;
    this.type = type;
    this.envelope = envelope;
  }

  @Override
  public void open(
      SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext) {
    open();
  }

  /** For use outside a sink. */
  public void open() {
    avro = new ConfluentAvro<>(new RegistryClient(registryUrl), topic, type);
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      T value, @Nullable KafkaSinkContext context, @Nullable Long timestamp) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, envelope.key(value), encode(value));
    byte[] traceId = envelope.traceId(value);
    if (traceId != null) {
      record.headers().add(Envelopes.TRACE_ID, traceId);
    }
    return record;
  }

  /** Names the topic: a sink that pools transactions looks for its leftovers there. */
  @Override
  public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
    return Optional.of(
        new DefaultKafkaDatasetFacet(DefaultKafkaDatasetIdentifier.ofTopics(List.of(topic))));
  }

  private byte[] encode(T value) {
    try {
      return Objects.requireNonNull(avro, "not open").write(value);
    } catch (IOException e) {
      // Registry away or schema not set up: Flink restarts and tries again.
      throw new UncheckedIOException("No record for topic " + topic, e);
    }
  }
}
