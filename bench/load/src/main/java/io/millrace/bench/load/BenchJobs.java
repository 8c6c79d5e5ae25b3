package io.millrace.bench.load;

import io.millrace.jobs.ingest.IngestOptions;
import io.millrace.jobs.ingest.IngestSinks;
import io.millrace.jobs.ingest.IngestSources;
import io.millrace.jobs.ingest.IngestTopology;
import io.millrace.jobs.runtime.Streams;
import io.millrace.jobs.runtime.kafka.KafkaSettings;
import io.millrace.jobs.runtime.kafka.KafkaSources;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

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

  /** The ingest job as it is shipped, but for the name of its topic. */
  static void ingest(StreamExecutionEnvironment env, KafkaSettings kafka, String topic) {
    IngestSources shipped = IngestSources.of(kafka);
    IngestSources sources =
        new IngestSources(
            KafkaSources.raw(kafka, topic),
            shipped.control(),
            shipped.definitions(),
            shipped.formats());
    IngestTopology.build(
        env, sources, IngestSinks.of(kafka), IngestOptions.of(IngestOptions.SET.parse()));
  }
}
