package io.millrace.jobs.ingest;

import io.millrace.jobs.runtime.state.Expiry;
import java.time.Duration;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.base.BooleanSerializer;

/**
 * The ids that came of a device before. Each is remembered for a time from when it first came, not
 * longer for those that come again, so that state does not grow without end.
 */
public final class SeenMessages {
  private static final String TRACES = "seen-traces";
  private static final String REPLAYS = "seen-replays";

  private final MapState<Fingerprint, Boolean> seen;

  private SeenMessages(RuntimeContext context, String name, Duration ttl) {
    MapStateDescriptor<Fingerprint, Boolean> descriptor =
        new MapStateDescriptor<>(name, FingerprintSerializer.INSTANCE, BooleanSerializer.INSTANCE);
    descriptor.enableTimeToLive(Expiry.after(ttl));
    seen = context.getMapState(descriptor);
  }

  /** Trace ids of messages. */
  public static SeenMessages traces(RuntimeContext context, Duration ttl) {
    return new SeenMessages(context, TRACES, ttl);
  }

  /** Ids of dead letters that were replayed. */
  static SeenMessages replays(RuntimeContext context, Duration ttl) {
    return new SeenMessages(context, REPLAYS, ttl);
  }

  /** Whether an id comes for the first time from the device whose key is set; now it has come. */
  public boolean first(String id) throws Exception {
    Fingerprint fingerprint = Fingerprint.of(id);
    if (seen.contains(fingerprint)) {
      return false;
    }
    seen.put(fingerprint, true);
    return true;
  }
}
