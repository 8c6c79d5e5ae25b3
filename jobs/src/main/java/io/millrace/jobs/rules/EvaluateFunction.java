package io.millrace.jobs.rules;

import io.millrace.jobs.runtime.SerializableClock;
import io.millrace.jobs.runtime.deadletter.DeadLetters;
import io.millrace.jobs.runtime.definition.ControlRecord;
import io.millrace.jobs.runtime.definition.ControlTopic;
import io.millrace.jobs.runtime.definition.DefinitionControl;
import io.millrace.jobs.runtime.definition.DefinitionReporter;
import io.millrace.jobs.runtime.definition.DefinitionSnapshot;
import io.millrace.jobs.runtime.definition.Reception;
import io.millrace.schemas.avro.Alert;
import io.millrace.schemas.avro.Definition;
import io.millrace.schemas.avro.Observation;
import io.millrace.schemas.avro.Origins;
import io.millrace.udfs.OriginOrder;
import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.rules.Key;
import io.millrace.udfs.rules.KeyState;
import io.millrace.udfs.rules.ObservationEvent;
import io.millrace.udfs.rules.PropertyTypes;
import io.millrace.udfs.rules.Rule;
import io.millrace.udfs.rules.RuleCompiler;
import io.millrace.udfs.rules.RuleEngine;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/** Evaluates the rules in force for each object; holds what they remember of it. */
@SuppressWarnings("NullAway.Init") // Flink calls initializeState before all else
public final class EvaluateFunction
    extends KeyedBroadcastProcessFunction<String, Observation, ControlRecord, Alert>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  /** See {@link KeyState}. */
  static final ValueStateDescriptor<byte[]> RULE_STATE =
      new ValueStateDescriptor<>(
          "rule-state", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

  /** Tells replayed observations from new ones. */
  static final ValueStateDescriptor<Origins> LAST_ORIGINS =
      new ValueStateDescriptor<>("last-origins", new AvroTypeInfo<>(Origins.class));

  private final DefinitionSnapshot snapshot;
  private final SerializableClock clock;
  private transient RuleCompiler compiler;
  private transient DefinitionControl<Rule> rules;
  private transient RuleEngine engine;
  private transient DefinitionReporter reporter;
  private transient ValueState<byte[]> ruleState;
  private transient ValueState<Origins> lastOrigins;
  private transient RulesMetrics metrics;

  public EvaluateFunction(DefinitionSnapshot rules, SerializableClock clock) {
    this.snapshot = rules;
    this.clock = clock;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    // Which mapping feeds a rule is not known here; the service has checked its types.
    compiler = new RuleCompiler(PropertyTypes.unknown());
    BroadcastState<String, Definition> lastGood =
        context.getOperatorStateStore().getBroadcastState(ControlTopic.RULES.lastGood());
    rules = new DefinitionControl<>(compiler, lastGood);
    rules.prime(snapshot.read());
    engine = new RuleEngine();
    for (Map.Entry<String, Definition> known : lastGood.entries()) {
      if (rules.table().get(known.getKey()) == null) {
        vanished(known.getValue());
      }
    }
    rules.table().values().forEach(engine::put);
  }

  @Override
  public void open(OpenContext context) {
    ruleState = getRuntimeContext().getState(RULE_STATE);
    lastOrigins = getRuntimeContext().getState(LAST_ORIGINS);
    metrics = new RulesMetrics(getRuntimeContext(), () -> rules.table().values().size());
    reporter =
        new DefinitionReporter(
            RulesJob.NAME, RulesTopology.EVALUATE, getRuntimeContext().getTaskInfo(), clock);
  }

  @Override
  public void processElement(Observation observation, ReadOnlyContext context, Collector<Alert> out)
      throws Exception {
    if (replayed(observation)) {
      metrics.replayed();
      return;
    }
    ObservationEvent event = new ObservationEvent(observation);
    KeyState state = KeyStates.read(ruleState, Key.object(event));
    engine.onEvent(
        state,
        event,
        new AlertOutput(
            metrics,
            out,
            failure ->
                context.output(
                    DeadLetters.TAG,
                    FailedEvaluation.deadLetter(
                        failure.rule(), observation, failure.reason(), clock.instant()))));
    KeyStates.write(ruleState, state);
  }

  @Override
  public void processBroadcastElement(ControlRecord record, Context context, Collector<Alert> out)
      throws Exception {
    reporter.reportUnreadable(record, context::output);
    List<Reception> receptions = rules.receive(record);
    for (Reception reception : receptions) {
      reporter.report(ControlTopic.RULES.kind(), reception, context::output);
      takeOver(reception.record().id());
    }
    if (!receptions.isEmpty()) {
      AlertOutput output = new AlertOutput(metrics, out, failure -> {});
      context.applyToKeyedState(RULE_STATE, (key, state) -> sweep(key, state, record, output));
    }
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) {
    // The broadcast state is kept up to date with each definition.
  }

  /** A rule that left the topic while the job was down: it ends what it began. */
  private void vanished(Definition definition) {
    try {
      Rule rule = compiler.compile(definition);
      engine.put(rule);
      engine.remove(rule.head().slot());
    } catch (DefinitionException e) {
      // An older release took it; nothing can read its state any more.
    }
  }

  private void takeOver(String id) {
    Rule rule = rules.table().get(id);
    if (rule == null) {
      engine.remove(id);
    } else {
      engine.put(rule);
    }
  }

  private boolean replayed(Observation observation) throws Exception {
    Origins origins = lastOrigins.value();
    if (origins == null) {
      origins = new Origins(new HashMap<>());
    }
    if (!OriginOrder.advance(origins.getPositions(), observation)) {
      return true;
    }
    lastOrigins.update(origins);
    return false;
  }

  /** Clears alerts that no rule will ever clear: theirs is gone, or concerns other objects now. */
  private void sweep(
      String object, ValueState<byte[]> state, ControlRecord record, AlertOutput output)
      throws Exception {
    int slash = object.indexOf('/');
    Key key = new Key("", object.substring(0, slash), object.substring(slash + 1));
    KeyState known = KeyStates.read(state, key);
    engine.sweep(known, record.timestamp(), "rule removed or paused", output);
    KeyStates.write(state, known);
  }
}
