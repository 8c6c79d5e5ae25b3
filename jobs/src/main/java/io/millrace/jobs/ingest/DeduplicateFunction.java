package io.millrace.jobs.ingest;

import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Lets a device's message pass once per trace id. Remembers ids for a time (from when the first
 * came), so that state does not grow without end. The only place where something is dropped without
 * a dead letter; it is counted.
 */
public final class DeduplicateFunction
    extends KeyedProcessFunction<String, CheckedMessage, CheckedMessage> {
  private static final long serialVersionUID = 1L;

  /** Keys that RocksDB's compaction drops before it asks for the time again. */
  private static final long FILTER_BATCH = 1000;

  private final Duration ttl;
  private transient MapState<String, Boolean> seenTraces;
  private transient Counter duplicates;

  public DeduplicateFunction(Duration ttl) {
    this.ttl = ttl;
  }

  @Override
  public void open(OpenContext context) {
    MapStateDescriptor<String, Boolean> descriptor =
        new MapStateDescriptor<>("seen-traces", Types.STRING, Types.BOOLEAN);
    descriptor.enableTimeToLive(
        StateTtlConfig.newBuilder(ttl)
            .setUpdateType(StateTtlConfig.UpdateType.OnCreateAndWrite)
            .setStateVisibility(StateTtlConfig.StateVisibility.NeverReturnExpired)
            .cleanupInRocksdbCompactFilter(FILTER_BATCH)
            .build());
    seenTraces = getRuntimeContext().getMapState(descriptor);
    duplicates = IngestMetrics.counter(getRuntimeContext(), IngestMetrics.DUPLICATES);
  }

  @Override
  public void processElement(CheckedMessage message, Context context, Collector<CheckedMessage> out)
      throws Exception {
    if (message.traceGiven()) {
      if (seenTraces.contains(message.traceId())) {
        duplicates.inc();
        return;
      }
      seenTraces.put(message.traceId(), true);
    }
    out.collect(message);
  }
}
