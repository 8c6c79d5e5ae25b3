package io.millrace.jobs.ingest;

import io.millrace.jobs.runtime.Streams;
import io.millrace.jobs.runtime.deadletter.DeadLetters;
import io.millrace.jobs.runtime.definition.ControlRecord;
import io.millrace.jobs.runtime.definition.DefinitionReporter;
import io.millrace.schemas.avro.Observation;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.datastream.BroadcastStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 *
 *
 * <pre>
 * messages ─► check ─► by device ─► ingest ─► observations
 *               │      control ──────┘ ├─────► acks
 *               └──────────────────────┴─────► dead letters
 * </pre>
 */
public final class IngestTopology {
  static final String MESSAGES = "device-messages-source";
  static final String CONTROL = "ingest-control-source";
  static final String CHECK = "check";
  static final String INGEST = "ingest";
  static final String OBSERVATIONS = "observations-sink";
  static final String ACKS = "ingest-acks-sink";
  static final String DEAD_LETTERS = "ingest-dead-letters-sink";

  private IngestTopology() {}

  public static void build(
      StreamExecutionEnvironment env,
      IngestSources sources,
      IngestSinks sinks,
      IngestOptions options) {
    SingleOutputStreamOperator<CheckedMessage> checked =
        Streams.read(env, sources.messages(), MESSAGES)
            .process(
                new CheckFunction(options.maxMessageBytes(), options.clock()),
                CheckedMessageSerializer.TYPE)
            .uid(CHECK)
            .name(CHECK);

    BroadcastStream<ControlRecord> control =
        Streams.broadcast(env, sources.control(), CONTROL, IngestDefinitions.TOPICS);
    SingleOutputStreamOperator<Observation> observations =
        checked
            .keyBy(CheckedMessage::deviceId)
            .connect(control)
            .process(
                new IngestFunction(sources.definitions(), sources.formats(), options),
                new AvroTypeInfo<>(Observation.class))
            .uid(INGEST)
            .name(INGEST);

    Streams.write(observations, sinks.observations(), OBSERVATIONS);
    Streams.write(observations.getSideOutput(DefinitionReporter.ACKS), sinks.acks(), ACKS);
    Streams.write(
        checked.getSideOutput(DeadLetters.TAG).union(observations.getSideOutput(DeadLetters.TAG)),
        sinks.deadLetters(),
        DEAD_LETTERS);
  }
}
