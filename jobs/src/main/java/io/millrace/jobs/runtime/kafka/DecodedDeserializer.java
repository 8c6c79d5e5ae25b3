package io.millrace.jobs.runtime.kafka;

import io.millrace.schemas.registry.RegistryClient;
import java.io.IOException;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Reads the records of an internal topic; fails only where the registry does. */
public final class DecodedDeserializer<T extends SpecificRecordBase>
    implements KafkaRecordDeserializationSchema<Decoded<T>> {
  private static final long serialVersionUID = 1L;
  private final String registryUrl;
  private final String topic;
  private final Class<T> type;
  private transient @Nullable AvroReader<T> reader;

  public DecodedDeserializer(String registryUrl, String topic, Class<T> type) {
    this.registryUrl = registryUrl;
    this.topic = topic;
    this.type = type;
  }

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    reader = new AvroReader<>(new RegistryClient(registryUrl), topic, type);
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Decoded<T>> out)
      throws IOException {
    out.collect(Objects.requireNonNull(reader, "not open").read(record));
  }

  @Override
  public TypeInformation<Decoded<T>> getProducedType() {
    return Decoded.type(type);
  }
}
