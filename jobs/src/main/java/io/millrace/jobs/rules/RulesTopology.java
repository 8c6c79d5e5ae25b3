package io.millrace.jobs.rules;

import io.millrace.jobs.runtime.SerializableClock;
import io.millrace.jobs.runtime.Streams;
import io.millrace.jobs.runtime.deadletter.DeadLetters;
import io.millrace.jobs.runtime.definition.ControlRecord;
import io.millrace.jobs.runtime.definition.ControlTopic;
import io.millrace.jobs.runtime.definition.DefinitionReporter;
import io.millrace.schemas.avro.Alert;
import io.millrace.schemas.avro.Observation;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.datastream.BroadcastStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 *
 *
 * <pre>
 * observations ─► unpack ─► by object ─► evaluate ─► alerts
 *                   │        control ─────┘ ├──► acks
 *                   └───────────────────────┴──► dead letters
 * </pre>
 */
public final class RulesTopology {
  static final String OBSERVATIONS = "observations-source";
  static final String CONTROL = "rules-control-source";
  static final String UNPACK = "rules-unpack";
  static final String EVALUATE = "evaluate";
  static final String ALERTS = "alerts-sink";
  static final String ACKS = "rules-acks-sink";
  static final String DEAD_LETTERS = "rules-dead-letters-sink";

  private RulesTopology() {}

  public static void build(
      StreamExecutionEnvironment env,
      RulesSources sources,
      RulesSinks sinks,
      SerializableClock clock) {
    SingleOutputStreamOperator<Observation> observations =
        Streams.readAvro(
            env, sources.observations(), Observation.class, OBSERVATIONS, UNPACK, clock);

    BroadcastStream<ControlRecord> control =
        Streams.broadcast(env, sources.control(), CONTROL, ControlTopic.RULES);
    SingleOutputStreamOperator<Alert> alerts =
        observations
            .keyBy(o -> o.getObjectType() + "/" + o.getObjectId())
            .connect(control)
            .process(new EvaluateFunction(sources.rules(), clock), new AvroTypeInfo<>(Alert.class))
            .uid(EVALUATE)
            .name(EVALUATE);

    Streams.write(alerts, sinks.alerts(), ALERTS);
    Streams.write(alerts.getSideOutput(DefinitionReporter.ACKS), sinks.acks(), ACKS);
    Streams.write(
        observations.getSideOutput(DeadLetters.TAG).union(alerts.getSideOutput(DeadLetters.TAG)),
        sinks.deadLetters(),
        DEAD_LETTERS);
  }
}
