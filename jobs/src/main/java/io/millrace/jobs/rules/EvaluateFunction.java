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
import io.millrace.schemas.avro.Observation;
import io.millrace.schemas.avro.Origins;
import io.millrace.udfs.OriginOrder;
import io.millrace.udfs.rules.Evaluation;
import io.millrace.udfs.rules.PropertyTypes;
import io.millrace.udfs.rules.RuleCompiler;
import io.millrace.udfs.rules.RuleSet;
import io.millrace.udfs.rules.ThresholdRule;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/** Evaluates the rules in force for each object; holds the object's open alerts. */
@SuppressWarnings("NullAway.Init") // Flink calls initializeState before all else
public final class EvaluateFunction
    extends KeyedBroadcastProcessFunction<String, Observation, ControlRecord, Alert>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  /** By rule id. */
  static final MapStateDescriptor<String, Alert> OPEN_ALERTS =
      new MapStateDescriptor<>("open-alerts", Types.STRING, new AvroTypeInfo<>(Alert.class));

  /** Tells replayed observations from new ones. */
  static final ValueStateDescriptor<Origins> LAST_ORIGINS =
      new ValueStateDescriptor<>("last-origins", new AvroTypeInfo<>(Origins.class));

  private final DefinitionSnapshot snapshot;
  private final SerializableClock clock;
  private transient DefinitionControl<ThresholdRule> rules;
  private transient RuleSet ruleSet;
  private transient DefinitionReporter reporter;
  private transient MapState<String, Alert> openAlerts;
  private transient ValueState<Origins> lastOrigins;
  private transient RulesMetrics metrics;

  public EvaluateFunction(DefinitionSnapshot rules, SerializableClock clock) {
    this.snapshot = rules;
    this.clock = clock;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    rules =
        new DefinitionControl<>(
            // Which mapping feeds a rule is not known here; the service has checked its types.
            new RuleCompiler(PropertyTypes.unknown()),
            context.getOperatorStateStore().getBroadcastState(ControlTopic.RULES.lastGood()));
    rules.prime(snapshot.read());
    ruleSet = new RuleSet(rules.table().values());
  }

  @Override
  public void open(OpenContext context) {
    openAlerts = getRuntimeContext().getMapState(OPEN_ALERTS);
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
    for (ThresholdRule rule : ruleSet.of(observation.getObjectType())) {
      Evaluation evaluation = rule.evaluate(observation, openAlerts.get(rule.id()));
      if (evaluation instanceof Evaluation.Changed changed) {
        openAlerts.put(rule.id(), changed.alert());
        metrics.opened();
        out.collect(changed.alert());
      } else if (evaluation instanceof Evaluation.Cleared cleared) {
        openAlerts.remove(rule.id());
        metrics.cleared();
        out.collect(cleared.alert());
      } else if (evaluation instanceof Evaluation.Failed failed) {
        metrics.failed();
        context.output(
            DeadLetters.TAG,
            FailedEvaluation.deadLetter(rule, observation, failed.reason(), clock.instant()));
      }
    }
  }

  @Override
  public void processBroadcastElement(ControlRecord record, Context context, Collector<Alert> out)
      throws Exception {
    reporter.reportUnreadable(record, context::output);
    List<Reception> receptions = rules.receive(record);
    for (Reception reception : receptions) {
      reporter.report(ControlTopic.RULES.kind(), reception, context::output);
    }
    if (!receptions.isEmpty()) {
      ruleSet = new RuleSet(rules.table().values());
      context.applyToKeyedState(
          OPEN_ALERTS,
          (object, alerts) -> clearOrphans(alerts, Instant.ofEpochMilli(record.timestamp()), out));
    }
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) {
    // The broadcast state is kept up to date with each definition.
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
  private void clearOrphans(MapState<String, Alert> alerts, Instant at, Collector<Alert> out)
      throws Exception {
    for (Iterator<Map.Entry<String, Alert>> open = alerts.iterator(); open.hasNext(); ) {
      Alert alert = open.next().getValue();
      ThresholdRule rule = rules.table().get(alert.getRuleId());
      if (rule == null || !rule.objectType().equals(alert.getObjectType())) {
        out.collect(ThresholdRule.removed(alert, "rule removed or paused", at));
        metrics.cleared();
        open.remove();
      }
    }
    if (alerts.isEmpty()) {
      // The heap backend keeps an empty map otherwise.
      alerts.clear();
    }
  }
}
