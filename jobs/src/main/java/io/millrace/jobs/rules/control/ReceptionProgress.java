package io.millrace.jobs.rules.control;

import java.util.Arrays;

/**
 * How far a subtask has come in the time at which observations were received, by partition of the
 * raw messages. After a downtime one partition may be hours ahead of another.
 */
public final class ReceptionProgress {
  private long[] byPartition = {};
  private long newest = Long.MIN_VALUE;

  /** Notes an observation. */
  public void note(int partition, long receivedAt) {
    if (partition >= byPartition.length) {
      int known = byPartition.length;
      byPartition = Arrays.copyOf(byPartition, partition + 1);
      Arrays.fill(byPartition, known, partition + 1, Long.MIN_VALUE);
    }
    if (receivedAt > byPartition[partition]) {
      byPartition[partition] = receivedAt;
      newest = Math.max(newest, receivedAt);
    }
  }

  /** The newest time of all: epoch milliseconds, {@link Long#MIN_VALUE} before the first. */
  public long newest() {
    return newest;
  }

  /** The time that all partitions that were seen have come to. */
  public long common() {
    long least = Long.MAX_VALUE;
    for (long time : byPartition) {
      if (time != Long.MIN_VALUE) {
        least = Math.min(least, time);
      }
    }
    return least == Long.MAX_VALUE ? Long.MIN_VALUE : least;
  }
}
