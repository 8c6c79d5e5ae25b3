package io.millrace.bench.flink;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What has come out of a job. A watermark that came out says that all observations before it were
 * judged, whatever an operator holds back or does beside: so all are measured alike.
 */
final class Progress {
  private static final Map<String, Progress> ALL = new ConcurrentHashMap<>();
  private volatile @Nullable Mark mark;
  private volatile long matches;

  /**
   * The last watermark.
   *
   * @param eventTime epoch milliseconds
   * @param nanos of {@link System#nanoTime} when it came out
   */
  record Mark(long eventTime, long nanos) {}

  private Progress() {}

  /** Of a job in this JVM, by the name of its run. */
  static Progress of(String run) {
    return ALL.computeIfAbsent(run, name -> new Progress());
  }

  static void forget(String run) {
    ALL.remove(run);
  }

  /** Null before the first. The end of all input is none. */
  @Nullable Mark mark() {
    return mark;
  }

  long matches() {
    return matches;
  }

  void reached(long eventTime) {
    if (eventTime != Long.MAX_VALUE) {
      mark = new Mark(eventTime, System.nanoTime());
    }
  }

  /** From one thread alone. */
  @SuppressWarnings("NonAtomicOperationOnVolatileField") // one thread writes
  void matched() {
    matches++;
  }
}
