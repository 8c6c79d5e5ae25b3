package io.millrace.jobs.dispatch;

import io.millrace.jobs.runtime.deadletter.DeadLetters;
import io.millrace.jobs.runtime.deadletter.Verdict;
import io.millrace.jobs.runtime.definition.ControlRecord;
import io.millrace.jobs.runtime.definition.ControlTopic;
import io.millrace.jobs.runtime.definition.DefinitionReporter;
import io.millrace.jobs.runtime.definition.Reception;
import io.millrace.schemas.avro.CommandOutcome;
import io.millrace.schemas.avro.DeadLetter;
import io.millrace.schemas.avro.DeviceCommand;
import io.millrace.schemas.avro.ObjectCommand;
import io.millrace.schemas.avro.ObjectEvent;
import io.millrace.udfs.device.Device;
import io.millrace.udfs.dispatch.Resolution;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Resolves each request once by the device catalogue, and encodes it by the codecs. */
@SuppressWarnings("NullAway.Init") // Flink calls initializeState before all else
public final class ResolveFunction
    extends KeyedBroadcastProcessFunction<String, Request, ControlRecord, DeviceCommand>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  /** Outcomes of what has no way to a device. */
  public static final OutputTag<CommandOutcome> OUTCOMES =
      new OutputTag<>("command-outcomes", new AvroTypeInfo<>(CommandOutcome.class));

  private final DispatchSnapshots snapshots;
  private final DispatchOptions options;
  private transient DispatchDefinitions definitions;
  private transient Requests requests;
  private transient DefinitionReporter reporter;
  private transient DispatchMetrics metrics;

  public ResolveFunction(DispatchSnapshots snapshots, DispatchOptions options) {
    this.snapshots = snapshots;
    this.options = options;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    definitions = new DispatchDefinitions(context.getOperatorStateStore(), snapshots);
  }

  @Override
  public void open(OpenContext context) {
    requests = new Requests(getRuntimeContext(), options.commandTtl());
    metrics = new DispatchMetrics(getRuntimeContext());
    reporter =
        new DefinitionReporter(
            DispatchJob.NAME,
            DispatchTopology.RESOLVE,
            getRuntimeContext().getTaskInfo(),
            options.clock());
  }

  @Override
  public void processElement(Request request, ReadOnlyContext context, Collector<DeviceCommand> out)
      throws Exception {
    metrics.request();
    List<Resolution> resolutions = resolve(request);
    // Nothing is remembered of objects that no device listens to, and those are the most.
    if (!resolutions.isEmpty() && !requests.first(request)) {
      metrics.duplicate();
      return;
    }
    for (Resolution resolution : resolutions) {
      if (resolution instanceof Resolution.Send send) {
        metrics.command();
        out.collect(send.command());
      } else if (resolution instanceof Resolution.Undeliverable undeliverable) {
        metrics.undeliverable();
        Instant now = options.clock().instant();
        undeliverable.outcome().setAt(now);
        context.output(OUTCOMES, undeliverable.outcome());
        context.output(DeadLetters.TAG, deadLetter(request, undeliverable, now));
      }
    }
  }

  @Override
  public void processBroadcastElement(
      ControlRecord record, Context context, Collector<DeviceCommand> out) throws Exception {
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

  private List<Resolution> resolve(Request request) {
    ObjectCommand command = request.command();
    if (command != null) {
      return definitions.resolver().resolve(command);
    }
    ObjectEvent event = request.event();
    return event == null ? List.of() : definitions.resolver().resolve(event);
  }

  /** The path is the command's name: one change may be refused under several at one device. */
  private static DeadLetter deadLetter(
      Request request, Resolution.Undeliverable undeliverable, Instant at) {
    CommandOutcome outcome = undeliverable.outcome();
    Device device = undeliverable.device();
    Verdict verdict =
        new Verdict(
            DispatchTopology.RESOLVE,
            outcome.getCode(),
            outcome.getReason(),
            outcome.getName(),
            device == null ? null : device.id(),
            device == null ? null : device.version());
    return DeadLetters.of(
        request.topic(),
        request.partition(),
        request.offset(),
        request.text().getBytes(StandardCharsets.UTF_8),
        verdict,
        at);
  }
}
