package io.millrace.jobs.ingest;

import java.time.Duration;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * The messages of a device that came before, by trace id. Remembers ids for a time (from when the
 * first came), so that state does not grow without end.
 */
final class SeenMessages {
  /** Keys that RocksDB's compaction drops before it asks for the time again. */
  private static final long FILTER_BATCH = 1000;

  private final MapState<String, Boolean> seenTraces;

  SeenMessages(RuntimeContext context, Duration ttl) {
    MapStateDescriptor<String, Boolean> descriptor =
        new MapStateDescriptor<>("seen-traces", Types.STRING, Types.BOOLEAN);
    descriptor.enableTimeToLive(
        StateTtlConfig.newBuilder(ttl)
            .setUpdateType(StateTtlConfig.UpdateType.OnCreateAndWrite)
            .setStateVisibility(StateTtlConfig.StateVisibility.NeverReturnExpired)
            .cleanupInRocksdbCompactFilter(FILTER_BATCH)
            .build());
    seenTraces = context.getMapState(descriptor);
  }

  /** Whether the message comes for the first time; from now on it does not. */
  boolean first(CheckedMessage message) throws Exception {
    if (!message.traceGiven()) {
      return true;
    }
    if (seenTraces.contains(message.traceId())) {
      return false;
    }
    seenTraces.put(message.traceId(), true);
    return true;
  }
}
