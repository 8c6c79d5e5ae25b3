package io.millrace.local.demo.machine;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** Turns counters that only grow into rates a second. */
final class RateMeter {
  private record Sample(long count, long nanos) {}

  private final Map<String, Sample> last = new HashMap<>();

  /**
   * The rate since the last call for this counter; empty at the first one and after the counter
   * fell back, as when a device was taken out and put in again.
   *
   * @param nanos monotonic time of the reading
   */
  OptionalDouble perSecond(String counter, long count, long nanos) {
    Sample before = last.put(counter, new Sample(count, nanos));
    if (before == null || count < before.count || nanos <= before.nanos) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of((count - before.count) * 1e9 / (nanos - before.nanos));
  }
}
