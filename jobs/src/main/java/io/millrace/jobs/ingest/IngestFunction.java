package io.millrace.jobs.ingest;

import io.millrace.jobs.runtime.deadletter.DeadLetters;
import io.millrace.jobs.runtime.deadletter.Verdict;
import io.millrace.jobs.runtime.definition.ControlRecord;
import io.millrace.jobs.runtime.definition.DefinitionReporter;
import io.millrace.jobs.runtime.definition.Reception;
import io.millrace.schemas.avro.Observation;
import io.millrace.udfs.mapping.MappingResult;
import io.millrace.udfs.mapping.Refusal;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Drops what came before and maps the rest, one device's messages after the other. One operator,
 * for one that also hears definitions is never chained behind another: each further one would cost
 * a serialisation and a hand-over per message.
 */
@SuppressWarnings("NullAway.Init") // Flink calls initializeState before all else
public final class IngestFunction
    extends KeyedBroadcastProcessFunction<String, CheckedMessage, ControlRecord, Observation>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  /** The stage in dead letters. */
  static final String MAP = "map";

  private final DefinitionSnapshots snapshots;
  private final FormatsFactory formats;
  private final IngestOptions options;
  private transient IngestDefinitions definitions;
  private transient SeenMessages seen;
  private transient DefinitionReporter reporter;
  private transient Counter duplicates;
  private transient Counter observations;
  private transient Counter refused;
  private transient Counter skipped;

  public IngestFunction(
      DefinitionSnapshots snapshots, FormatsFactory formats, IngestOptions options) {
    this.snapshots = snapshots;
    this.formats = formats;
    this.options = options;
  }

  /** Before the first event, so that none overtakes the definitions. */
  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    definitions =
        new IngestDefinitions(
            context.getOperatorStateStore(),
            snapshots,
            formats.create(),
            options.futureTolerance());
  }

  @Override
  public void open(OpenContext context) {
    seen = new SeenMessages(getRuntimeContext(), options.dedupTtl());
    reporter =
        new DefinitionReporter(
            IngestJob.NAME, MAP, getRuntimeContext().getTaskInfo(), options.clock());
    duplicates = IngestMetrics.counter(getRuntimeContext(), IngestMetrics.DUPLICATES);
    observations = IngestMetrics.counter(getRuntimeContext(), IngestMetrics.OBSERVATIONS);
    refused = IngestMetrics.counter(getRuntimeContext(), IngestMetrics.REFUSED_BY_MAPPING);
    skipped = IngestMetrics.counter(getRuntimeContext(), IngestMetrics.SKIPPED);
  }

  @Override
  public void processElement(
      CheckedMessage message, ReadOnlyContext context, Collector<Observation> out)
      throws Exception {
    if (!seen.first(message)) {
      // The only place where something is dropped without a dead letter.
      duplicates.inc();
      return;
    }
    MappingResult result = definitions.mappings().map(MessageView.of(message));
    result.observations().forEach(out::collect);
    observations.inc(result.observations().size());
    skipped.inc(result.skipped().size());
    for (Refusal refusal : result.refusals()) {
      refuse(message, refusal, context);
    }
  }

  private void refuse(CheckedMessage message, Refusal refusal, ReadOnlyContext context) {
    refused.inc();
    Verdict verdict =
        new Verdict(
            MAP,
            refusal.code().code(),
            refusal.reason(),
            refusal.path(),
            refusal.mappingId(),
            refusal.mappingVersion());
    context.output(
        DeadLetters.TAG, DeadLetters.of(message.message(), verdict, options.clock().instant()));
  }

  @Override
  public void processBroadcastElement(
      ControlRecord record, Context context, Collector<Observation> out) throws Exception {
    reporter.reportUnreadable(record, context::output);
    for (Reception reception : definitions.receive(record)) {
      reporter.report(IngestDefinitions.topic(record).kind(), reception, context::output);
    }
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) {
    // The broadcast state is kept up to date with each definition.
  }
}
