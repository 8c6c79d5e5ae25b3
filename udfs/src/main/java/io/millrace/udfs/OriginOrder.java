package io.millrace.udfs;

import io.millrace.schemas.avro.Observation;
import io.millrace.schemas.avro.Origin;
import java.util.Map;

/**
 * Tells a replayed observation from a new one. The messages of a sender stand in one partition in
 * their order, so a position that is not beyond the last one of that partition was seen before. A
 * device behind gateways comes by the partition of each of them: so positions are kept per device
 * and partition. This costs one position each, where a set of ids would grow with time.
 */
public final class OriginOrder {
  private OriginOrder() {}

  /**
   * Whether this observation comes after the last one of its device by that partition; if so it is
   * noted as the last.
   *
   * @param positions by {@code topic/partition/device}; changed
   */
  public static boolean advance(Map<String, Origin> positions, Observation observation) {
    Origin next = observation.getOrigin();
    String key = next.getTopic() + "/" + next.getPartition() + "/" + observation.getDeviceId();
    Origin last = positions.get(key);
    if (last != null && !after(last, next)) {
      return false;
    }
    positions.put(key, next);
    return true;
  }

  private static boolean after(Origin last, Origin next) {
    return next.getOffset() > last.getOffset()
        || (next.getOffset() == last.getOffset() && next.getIndex() > last.getIndex());
  }
}
