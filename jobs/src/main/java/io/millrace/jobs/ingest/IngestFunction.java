package io.millrace.jobs.ingest;

import io.millrace.jobs.runtime.deadletter.DeadLetters;
import io.millrace.jobs.runtime.deadletter.Replay;
import io.millrace.jobs.runtime.deadletter.Verdict;
import io.millrace.jobs.runtime.definition.ControlRecord;
import io.millrace.jobs.runtime.definition.ControlTopic;
import io.millrace.jobs.runtime.definition.DefinitionReporter;
import io.millrace.jobs.runtime.definition.Reception;
import io.millrace.jobs.runtime.kafka.RawMessage;
import io.millrace.jobs.runtime.state.SeenIds;
import io.millrace.schemas.avro.Observation;
import io.millrace.udfs.mapping.MappingResult;
import io.millrace.udfs.mapping.Message;
import io.millrace.udfs.mapping.Refusal;
import io.millrace.udfs.source.Source;
import io.millrace.udfs.source.TimePolicy;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Drops what came before, maps the rest and compares its times, one device's messages after the
 * other. One operator, for one that also hears definitions is never chained behind another: each
 * further one would cost a serialisation and a hand-over per message.
 */
@SuppressWarnings("NullAway.Init") // Flink calls initializeState before all else
public final class IngestFunction
    extends KeyedBroadcastProcessFunction<String, CheckedMessage, ControlRecord, Observation>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  /** The stage in dead letters. */
  static final String MAP = "map";

  /** States: trace ids of messages, and ids of dead letters that were replayed. */
  private static final String SEEN_TRACES = "seen-traces";

  private static final String SEEN_REPLAYS = "seen-replays";

  private final DefinitionSnapshots snapshots;
  private final FormatsFactory formats;
  private final IngestOptions options;
  private final TimePolicy unknownSource;
  private transient IngestDefinitions definitions;
  private transient SeenIds traces;
  private transient SeenIds replays;
  private transient DeviceTimes times;
  private transient DefinitionReporter reporter;
  private transient IngestMetrics metrics;

  public IngestFunction(
      DefinitionSnapshots snapshots, FormatsFactory formats, IngestOptions options) {
    this.snapshots = snapshots;
    this.formats = formats;
    this.options = options;
    this.unknownSource = TimePolicy.tolerating(options.futureTolerance());
  }

  /** Before the first event, so that none overtakes the definitions. */
  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    definitions =
        new IngestDefinitions(
            context.getOperatorStateStore(),
            snapshots,
            formats
                .create()
                .withBirths(
                    new DeviceBirths(
                        context.getKeyedStateStore(), options.birthTtl(), options.clock())),
            options.futureTolerance());
  }

  @Override
  public void open(OpenContext context) {
    traces = new SeenIds(getRuntimeContext(), SEEN_TRACES, options.dedupTtl());
    replays = new SeenIds(getRuntimeContext(), SEEN_REPLAYS, options.replayTtl());
    times = new DeviceTimes(getRuntimeContext(), options.orderTtl());
    reporter =
        new DefinitionReporter(
            IngestJob.NAME, MAP, getRuntimeContext().getTaskInfo(), options.clock());
    metrics = new IngestMetrics(getRuntimeContext());
  }

  @Override
  public void processElement(
      CheckedMessage message, ReadOnlyContext context, Collector<Observation> out)
      throws Exception {
    Replay replay = Replay.of(message.message());
    if (!first(message, replay)) {
      // The only place where something is dropped without a dead letter.
      metrics.duplicate();
      return;
    }
    MappingResult result = map(message, replay);
    for (Observation observation : result.observations()) {
      metrics.made(observation);
      out.collect(observation);
    }
    metrics.skipped(result.skipped().size());
    if (!result.refusals().isEmpty()) {
      refuse(message.message(), result.refusals(), context);
    }
    if (replay != null) {
      metrics.replayed();
      if (result.refusals().isEmpty()) {
        resolve(message.message(), replay, result, context);
      }
    }
  }

  /** A replay has its original's trace id, so its letter's id tells it. */
  private boolean first(CheckedMessage message, @Nullable Replay replay) throws Exception {
    if (replay != null) {
      return replays.first(replay.letterId());
    }
    // An id that was derived from the message's place cannot come twice.
    return !message.traceGiven() || traces.first(message.traceId());
  }

  private MappingResult map(CheckedMessage message, @Nullable Replay replay) throws Exception {
    Message view = MessageView.of(message, replay);
    MappingResult result =
        definitions.mappings().map(view, replay == null ? null : replay.mappingId());
    Source source = result.source();
    TimePolicy policy = source == null ? unknownSource : source.time();
    // That a replay is late is our doing, or what somebody wants who replays it.
    return times.judge(result, replay == null ? policy : policy.accepting());
  }

  private void refuse(RawMessage message, List<Refusal> refusals, ReadOnlyContext context) {
    metrics.refused(refusals.size());
    List<Verdict> verdicts = new ArrayList<>(refusals.size());
    for (Refusal refusal : refusals) {
      verdicts.add(
          new Verdict(
              MAP,
              refusal.code().code(),
              refusal.reason(),
              refusal.path(),
              refusal.mappingId(),
              refusal.mappingVersion()));
    }
    DeadLetters.of(message, verdicts, options.clock().instant())
        .forEach(letter -> context.output(DeadLetters.TAG, letter));
  }

  private void resolve(
      RawMessage message, Replay replay, MappingResult result, ReadOnlyContext context) {
    metrics.resolved();
    List<Observation> made = result.observations();
    Observation by = made.isEmpty() ? null : made.get(0);
    Verdict verdict =
        new Verdict(
            MAP,
            replay.code(),
            "The replay gave " + made.size() + " observations",
            "",
            by == null ? null : by.getMappingId(),
            by == null ? null : by.getMappingVersion());
    context.output(
        DeadLetters.TAG, DeadLetters.resolved(message, replay, verdict, options.clock().instant()));
  }

  @Override
  public void processBroadcastElement(
      ControlRecord record, Context context, Collector<Observation> out) throws Exception {
    reporter.reportUnreadable(record, context::output);
    for (Reception reception : definitions.receive(record)) {
      reporter.report(ControlTopic.of(record).kind(), reception, context::output);
    }
  }

  @Override
  public void close() {
    if (definitions != null) {
      definitions.close();
    }
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) {
    // The broadcast state is kept up to date with each definition.
  }
}
