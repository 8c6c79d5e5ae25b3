package io.millrace.jobs.runtime.definition;

import io.millrace.schemas.registry.RegistryClient;
import java.io.IOException;
import java.util.Objects;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Reads control topics as a stream; fails only where the registry does. */
public final class ControlRecordDeserializer
    implements KafkaRecordDeserializationSchema<ControlRecord> {
  private static final long serialVersionUID = 1L;
  private final String registryUrl;
  private transient @Nullable ControlRecordReader reader;

  public ControlRecordDeserializer(String registryUrl) {
    this.registryUrl = registryUrl;
  }

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    reader = new ControlRecordReader(new RegistryClient(registryUrl));
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<ControlRecord> out)
      throws IOException {
    out.collect(Objects.requireNonNull(reader, "not open").read(record));
  }

  @Override
  public TypeInformation<ControlRecord> getProducedType() {
    return ControlRecord.type();
  }
}
