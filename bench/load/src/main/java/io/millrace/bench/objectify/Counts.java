package io.millrace.bench.objectify;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What has come out of a job in this JVM. */
final class Counts {
  private static final Map<String, Counts> ALL = new ConcurrentHashMap<>();
  private final LongAdder observations = new LongAdder();
  private final LongAdder objects = new LongAdder();

  private Counts() {}

  /**
   * Of a job.
   *
   * @param run its name, that no other had
   */
  static Counts of(String run) {
    return ALL.computeIfAbsent(run, name -> new Counts());
  }

  static void forget(String run) {
    ALL.remove(run);
  }

  /**
   * Notes an observation that was kept.
   *
   * @param first whether nothing was known of its object
   */
  void kept(boolean first) {
    observations.increment();
    if (first) {
      objects.increment();
    }
  }

  long observations() {
    return observations.sum();
  }

  long objects() {
    return objects.sum();
  }
}
