package io.millrace.jobs.ingest;

import io.millrace.jobs.runtime.SerializableClock;
import io.millrace.jobs.runtime.deadletter.DeadLetters;
import io.millrace.jobs.runtime.deadletter.Verdict;
import io.millrace.jobs.runtime.definition.ControlRecord;
import io.millrace.jobs.runtime.definition.ControlTopic;
import io.millrace.jobs.runtime.definition.DefinitionControl;
import io.millrace.jobs.runtime.definition.DefinitionReporter;
import io.millrace.jobs.runtime.definition.DefinitionSnapshot;
import io.millrace.jobs.runtime.definition.Reception;
import io.millrace.schemas.avro.Observation;
import io.millrace.udfs.device.Device;
import io.millrace.udfs.device.DeviceCompiler;
import io.millrace.udfs.format.PayloadFormats;
import io.millrace.udfs.mapping.Mapping;
import io.millrace.udfs.mapping.MappingCompiler;
import io.millrace.udfs.mapping.MappingResult;
import io.millrace.udfs.mapping.MappingSet;
import io.millrace.udfs.mapping.Refusal;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.BroadcastProcessFunction;
import org.apache.flink.util.Collector;

/** Maps messages by the mappings in force; holds those and the device catalogue. */
@SuppressWarnings("NullAway.Init") // Flink calls initializeState before all else
public final class MapFunction
    extends BroadcastProcessFunction<CheckedMessage, ControlRecord, Observation>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;
  private final DefinitionSnapshot mappingSnapshot;
  private final DefinitionSnapshot deviceSnapshot;
  private final FormatsFactory formatsFactory;
  private final SerializableClock clock;
  private transient DefinitionControl<Mapping> mappings;
  private transient DefinitionControl<Device> devices;
  private transient PayloadFormats formats;
  private transient MappingSet mappingSet;
  private transient DefinitionReporter reporter;
  private transient Counter observations;
  private transient Counter refused;

  public MapFunction(
      DefinitionSnapshot mappings,
      DefinitionSnapshot devices,
      FormatsFactory formats,
      SerializableClock clock) {
    this.mappingSnapshot = mappings;
    this.deviceSnapshot = devices;
    this.formatsFactory = formats;
    this.clock = clock;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    var state = context.getOperatorStateStore();
    mappings =
        new DefinitionControl<>(
            new MappingCompiler(), state.getBroadcastState(ControlTopic.MAPPINGS.lastGood()));
    devices =
        new DefinitionControl<>(
            new DeviceCompiler(), state.getBroadcastState(ControlTopic.DEVICES.lastGood()));
    formats = formatsFactory.create();
    devices.prime(deviceSnapshot.read());
    mappings.prime(mappingSnapshot.read());
    refresh();
  }

  @Override
  public void open(OpenContext context) {
    reporter =
        new DefinitionReporter(
            IngestJob.NAME, IngestTopology.MAP, getRuntimeContext().getTaskInfo(), clock);
    observations = IngestMetrics.counter(getRuntimeContext(), IngestMetrics.OBSERVATIONS);
    refused = IngestMetrics.counter(getRuntimeContext(), IngestMetrics.REFUSED_BY_MAPPING);
  }

  @Override
  public void processElement(
      CheckedMessage message, ReadOnlyContext context, Collector<Observation> out) {
    MappingResult result = mappingSet.map(MessageView.of(message));
    result.observations().forEach(out::collect);
    observations.inc(result.observations().size());
    for (Refusal refusal : result.refusals()) {
      refused.inc();
      Verdict verdict =
          new Verdict(
              IngestTopology.MAP,
              refusal.code().code(),
              refusal.reason(),
              refusal.path(),
              refusal.mappingId(),
              refusal.mappingVersion());
      context.output(DeadLetters.TAG, DeadLetters.of(message.message(), verdict, clock.instant()));
    }
  }

  @Override
  public void processBroadcastElement(
      ControlRecord record, Context context, Collector<Observation> out) throws Exception {
    boolean device = record.topic().equals(ControlTopic.DEVICES.topic());
    ControlTopic topic = device ? ControlTopic.DEVICES : ControlTopic.MAPPINGS;
    reporter.reportUnreadable(record, context::output);
    Optional<Reception> reception = (device ? devices : mappings).receive(record);
    if (reception.isPresent()) {
      reporter.report(topic.kind(), record, reception.get(), context::output);
      refresh();
    }
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) {
    // The broadcast state is kept up to date with each definition.
  }

  private void refresh() {
    mappingSet = new MappingSet(mappings.table().values(), devices.table()::get, formats);
  }
}
