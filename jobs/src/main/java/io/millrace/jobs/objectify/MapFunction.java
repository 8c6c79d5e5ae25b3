package io.millrace.jobs.objectify;

import io.millrace.jobs.runtime.SerializableClock;
import io.millrace.jobs.runtime.deadletter.DeadLetters;
import io.millrace.jobs.runtime.deadletter.Verdict;
import io.millrace.jobs.runtime.definition.ControlRecord;
import io.millrace.jobs.runtime.definition.DefinitionReporter;
import io.millrace.schemas.avro.Origin;
import io.millrace.udfs.mapping.Refusal;
import io.millrace.udfs.objectify.mapping.ObjectMappings;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.BroadcastProcessFunction;

/**
 * What applies object mappings.
 *
 * @param <I> what they are applied to
 */
@SuppressWarnings("NullAway.Init") // Flink calls initializeState before all else
abstract class MapFunction<I> extends BroadcastProcessFunction<I, ControlRecord, ObjectInput>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;
  private final String stage;
  private final ObjectifySnapshots snapshots;
  private final ObjectifyOptions options;
  private transient ObjectMappingControl control;
  private transient ObjectifyMetrics metrics;

  /**
   * @param stage what the dead letters call this operator
   */
  MapFunction(String stage, ObjectifySnapshots snapshots, ObjectifyOptions options) {
    this.stage = stage;
    this.snapshots = snapshots;
    this.options = options;
  }

  /** Before the first event, so that none overtakes the definitions. */
  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    control = new ObjectMappingControl(context.getOperatorStateStore(), snapshots.mappings());
  }

  @Override
  public void open(OpenContext context) throws Exception {
    metrics = new ObjectifyMetrics(getRuntimeContext().getMetricGroup());
  }

  ObjectMappingControl control() {
    return control;
  }

  ObjectMappings mappings() {
    return control.mappings();
  }

  SerializableClock clock() {
    return options.clock();
  }

  void refuse(List<Refusal> refusals, Origin place, DefinitionReporter.SideOutputs outputs) {
    for (Refusal refusal : refusals) {
      metrics.refused();
      Verdict verdict =
          new Verdict(
              stage,
              refusal.code().code(),
              refusal.reason(),
              refusal.path(),
              refusal.mappingId(),
              refusal.mappingVersion());
      outputs.output(
          DeadLetters.TAG,
          DeadLetters.of(
              place.getTopic(),
              place.getPartition(),
              place.getOffset(),
              null,
              verdict,
              clock().instant()));
    }
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) {
    // The broadcast state is kept up to date with each definition.
  }
}
