package io.millrace.bench.load;

import io.millrace.jobs.ingest.IngestOptions;
import io.millrace.jobs.ingest.IngestSinks;
import io.millrace.jobs.ingest.IngestSources;
import io.millrace.jobs.ingest.IngestTopology;
import io.millrace.jobs.runtime.Streams;
import io.millrace.jobs.runtime.kafka.KafkaSettings;
import io.millrace.jobs.runtime.kafka.KafkaSinks;
import io.millrace.jobs.runtime.kafka.KafkaSources;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The jobs that are measured. */
final class BenchJobs {
  private static final String SOURCE = "device-messages-source";

  private BenchJobs() {}

  /** Reads a topic by the ingest job's own source and throws the messages away. */
  static void discard(StreamExecutionEnvironment env, KafkaSettings kafka, String topic) {
    Streams.write(
        Streams.read(env, KafkaSources.raw(kafka, topic), SOURCE),
        new DiscardingSink<>(),
        "discard");
  }

  /**
   * Copies payloads from a topic to another and does nothing else: what Kafka alone costs a job
   * that writes a record for each that it reads, with the producer's settings that all jobs have.
   */
  static void copy(StreamExecutionEnvironment env, KafkaSettings kafka, String from, String to) {
    KafkaSource<byte[]> source =
        KafkaSource.<byte[]>builder()
            .setBootstrapServers(kafka.bootstrapServers())
            .setTopics(from)
            .setGroupId(kafka.group())
            .setStartingOffsets(OffsetsInitializer.earliest())
            .setDeserializer(
                KafkaRecordDeserializationSchema.valueOnly(ByteArrayDeserializer.class))
            .build();
    KafkaSink<byte[]> sink =
        KafkaSink.<byte[]>builder()
            .setBootstrapServers(kafka.bootstrapServers())
            .setKafkaProducerConfig(KafkaSinks.producerProperties(kafka))
            .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
            .setRecordSerializer(
                KafkaRecordSerializationSchema.<byte[]>builder()
                    .setTopic(to)
                    .setKafkaValueSerializer(ByteArraySerializer.class)
                    .build())
            .build();
    Streams.write(Streams.read(env, source, SOURCE), sink, "copies-sink");
  }

  /** The ingest job as it is shipped, but for the name of its topic. */
  static void ingest(StreamExecutionEnvironment env, KafkaSettings kafka, String topic) {
    IngestOptions options = IngestOptions.of(IngestOptions.SET.parse());
    IngestSources shipped = IngestSources.of(kafka, options);
    IngestSources sources =
        new IngestSources(
            KafkaSources.raw(kafka, topic),
            shipped.control(),
            shipped.definitions(),
            shipped.formats());
    IngestTopology.build(env, sources, IngestSinks.of(kafka), options);
  }
}
