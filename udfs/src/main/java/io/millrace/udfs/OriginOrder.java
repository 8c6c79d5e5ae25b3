package io.millrace.udfs;

import io.millrace.schemas.avro.Observation;
import io.millrace.schemas.avro.Origin;
import java.util.Map;

/**
 * Tells a replayed observation from a new one. All messages of a device stand in one partition in
 * their order, so a position that is not beyond the last one was seen before. This costs one
 * position a device, where a set of ids would grow with time.
 */
public final class OriginOrder {
  private OriginOrder() {}

  /**
   * Whether this observation comes after the last one of its device; if so it is noted as the last.
   *
   * @param positions by device id; changed
   */
  public static boolean advance(Map<String, Origin> positions, Observation observation) {
    Origin next = observation.getOrigin();
    Origin last = positions.get(observation.getDeviceId());
    if (last != null && samePartition(last, next) && !after(last, next)) {
      return false;
    }
    positions.put(observation.getDeviceId(), next);
    return true;
  }

  private static boolean samePartition(Origin a, Origin b) {
    return a.getPartition() == b.getPartition() && a.getTopic().equals(b.getTopic());
  }

  private static boolean after(Origin last, Origin next) {
    return next.getOffset() > last.getOffset()
        || (next.getOffset() == last.getOffset() && next.getIndex() > last.getIndex());
  }
}
