package io.millrace.jobs.rules;

import io.millrace.jobs.rules.exchange.ObservationSerializer;
import io.millrace.jobs.runtime.KeyedControl;
import io.millrace.jobs.runtime.SerializableClock;
import io.millrace.jobs.runtime.Streams;
import io.millrace.jobs.runtime.deadletter.DeadLetters;
import io.millrace.jobs.runtime.definition.ControlRecord;
import io.millrace.jobs.runtime.definition.DefinitionReporter;
import io.millrace.jobs.runtime.definition.DefinitionSnapshot;
import io.millrace.schemas.avro.Alert;
import io.millrace.schemas.avro.Observation;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.OutputTag;

/**
 *
 *
 * <pre>
 * observations ─► unpack ─► by object ─► evaluate ─┬──────────────────────────► alerts
 *                                           │      ├─► by group ─► evaluate groups ─► alerts
 *                                           │      └─────────────────┬┘
 *                                           │                    by alert ─► evaluate alerts ─► alerts
 *                 control: rules ───────────┴─ all three
 *                 control: devices ─► catalogue ─► by object, by group
 * all: acks, stops (which come back as control), dead letters, alerts of versions on trial
 * </pre>
 */
public final class RulesTopology {
  static final String OBSERVATIONS = "observations-source";
  static final String CONTROL = "rules-control-source";
  static final String RULES = "rules-control";
  static final String CATALOGUE = "rules-catalogue";
  static final String ENTRIES = "rules-catalogue-entries";
  static final String UNPACK = "rules-unpack";
  static final String EVALUATE = "evaluate";
  static final String EVALUATE_GROUPS = "evaluate-groups";
  static final String EVALUATE_ALERTS = "evaluate-alerts";
  static final String ALERTS = "alerts-sink";
  static final String SHADOW_ALERTS = "shadow-alerts-sink";
  static final String ACKS = "rules-acks-sink";
  static final String STOPS = "rules-stops-sink";
  static final String DEAD_LETTERS = "rules-dead-letters-sink";

  private static final TypeInformation<Alert> ALERT = new AvroTypeInfo<>(Alert.class);

  private RulesTopology() {}

  public static void build(
      StreamExecutionEnvironment env,
      RulesSources sources,
      RulesSinks sinks,
      RulesTiming timing,
      SerializableClock clock) {
    SingleOutputStreamOperator<Observation> observations =
        Streams.readAvro(
                env,
                sources.observations(),
                Observation.class,
                ObservationTime.watermarks(timing),
                OBSERVATIONS,
                UNPACK,
                clock)
            .returns(ObservationSerializer.TYPE);
    // Control topics have one partition, so more readers would only idle.
    DataStream<ControlRecord> control =
        Streams.read(env, sources.control(), CONTROL).setParallelism(1);
    DataStream<Steering> rules = Controls.rules(control);

    SingleOutputStreamOperator<Alert> byObject =
        evaluate(
            keyed(observations),
            rules.union(Controls.byKey(Controls.expected(control))),
            new EvaluateOperator(sources.rules(), timing, clock));
    SingleOutputStreamOperator<Alert> byGroup =
        KeyedControl.connect(
            byObject.getSideOutput(EvaluateOperator.ROUTED).keyBy(Routed::key, Types.STRING),
            rules.union(Controls.byKey(byObject.getSideOutput(CatalogueDesk.EXPECTED))),
            new EvaluateGroupsOperator(sources.rules(), timing, clock),
            ALERT,
            EVALUATE_GROUPS);

    SingleOutputStreamOperator<Alert> byAlert =
        KeyedControl.connect(
            side(RuleOutput.COMPOSED, byObject, byGroup).keyBy(Composed::key, Types.STRING),
            rules,
            new EvaluateAlertsOperator(sources.rules(), timing, clock),
            ALERT,
            EVALUATE_ALERTS);

    Streams.write(byObject.union(byGroup, byAlert), sinks.alerts(), ALERTS);
    Streams.write(
        side(RuleOutput.SHADOW_ALERTS, byObject, byGroup, byAlert),
        sinks.shadowAlerts(),
        SHADOW_ALERTS);
    Streams.write(side(DefinitionReporter.ACKS, byObject, byGroup, byAlert), sinks.acks(), ACKS);
    Streams.write(side(ControlDesk.STOPS, byObject, byGroup, byAlert), sinks.stops(), STOPS);
    Streams.write(
        side(DeadLetters.TAG, observations, byObject, byGroup, byAlert),
        sinks.deadLetters(),
        DEAD_LETTERS);
  }

  /** By the object that each is of. */
  public static KeyedStream<Observation, String> keyed(DataStream<Observation> observations) {
    return observations.keyBy(
        o -> StateKeys.object(o.getObjectType(), o.getObjectId()), Types.STRING);
  }

  /**
   * The operator that nearly all rules are judged in, by itself.
   *
   * @param control records of {@code control-rules}
   * @param rules every record that stands in that topic, in its order
   */
  public static SingleOutputStreamOperator<Alert> evaluate(
      KeyedStream<Observation, String> observations,
      DataStream<ControlRecord> control,
      DefinitionSnapshot rules,
      RulesTiming timing,
      SerializableClock clock) {
    return evaluate(
        observations, Controls.rules(control), new EvaluateOperator(rules, timing, clock));
  }

  private static SingleOutputStreamOperator<Alert> evaluate(
      KeyedStream<Observation, String> observations,
      DataStream<Steering> steering,
      EvaluateOperator operator) {
    return KeyedControl.connect(observations, steering, operator, ALERT, EVALUATE);
  }

  private static <X> DataStream<X> side(
      OutputTag<X> tag,
      SingleOutputStreamOperator<?> first,
      SingleOutputStreamOperator<?>... more) {
    DataStream<X> all = first.getSideOutput(tag);
    for (SingleOutputStreamOperator<?> operator : more) {
      all = all.union(operator.getSideOutput(tag));
    }
    return all;
  }
}
