package io.millrace.jobs.runtime.state;

import java.time.Duration;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.base.BooleanSerializer;

/**
 * The ids that came before under a key. Each is remembered for a time from when it first came, not
 * longer for those that come again, so that state does not grow without end.
 */
public final class SeenIds {
  private final MapState<Fingerprint, Boolean> seen;

  /**
   * @param name of the state
   */
  public SeenIds(RuntimeContext context, String name, Duration ttl) {
    MapStateDescriptor<Fingerprint, Boolean> descriptor =
        new MapStateDescriptor<>(name, FingerprintSerializer.INSTANCE, BooleanSerializer.INSTANCE);
    descriptor.enableTimeToLive(Expiry.after(ttl));
    seen = context.getMapState(descriptor);
  }

  /** Whether an id comes for the first time under the key that is set; now it has come. */
  public boolean first(String id) throws Exception {
    Fingerprint fingerprint = Fingerprint.of(id);
    if (seen.contains(fingerprint)) {
      return false;
    }
    seen.put(fingerprint, true);
    return true;
  }
}
