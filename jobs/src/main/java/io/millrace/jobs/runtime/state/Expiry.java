package io.millrace.jobs.runtime.state;

import java.time.Duration;
import org.apache.flink.api.common.state.StateTtlConfig;

/** How state is forgotten that would else grow without end. */
public final class Expiry {
  /** Keys that RocksDB's compaction drops before it asks for the time again. */
  private static final long FILTER_BATCH = 1000;

  private Expiry() {}

  /** State that is dropped this long after it was written; reading it does not keep it. */
  public static StateTtlConfig after(Duration ttl) {
    return StateTtlConfig.newBuilder(ttl)
        .setUpdateType(StateTtlConfig.UpdateType.OnCreateAndWrite)
        .setStateVisibility(StateTtlConfig.StateVisibility.NeverReturnExpired)
        .cleanupInRocksdbCompactFilter(FILTER_BATCH)
        .build();
  }
}
