package io.millrace.jobs.rules.control;

import java.util.Arrays;
import java.util.BitSet;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * How far a subtask has come in the time at which observations were received, by partition of the
 * raw messages. After a downtime one partition may be hours ahead of another. Which partitions
 * there are survives a restart: what a replay is still to bring is known by that alone. All times
 * are epoch milliseconds.
 */
public final class ReceptionProgress {
  /** Partitions that any subtask has seen; all of them see all. */
  private static final ListStateDescriptor<Integer> STATE =
      new ListStateDescriptor<>("reception-partitions", Types.INT);

  private final ListState<Integer> state;

  /** Seen before the restart, and not since. */
  private final BitSet expected = new BitSet();

  private long[] receivedAt = {};

  /** When each said something last, by the clock as it was told. */
  private long[] notedAt = {};

  private long now = Long.MIN_VALUE;
  private long newest = Long.MIN_VALUE;

  private ReceptionProgress(ListState<Integer> state) {
    this.state = state;
  }

  public static ReceptionProgress restore(OperatorStateStore store) throws Exception {
    ReceptionProgress progress = new ReceptionProgress(store.getUnionListState(STATE));
    for (int partition : progress.state.get()) {
      progress.expected.set(partition);
    }
    return progress;
  }

  /** Tells the clock: now and then, for to ask it for each observation would cost. */
  public void clock(long time) {
    now = time;
  }

  /** Notes an observation. */
  public void note(int partition, long received) {
    if (partition >= receivedAt.length) {
      int known = receivedAt.length;
      notedAt = Arrays.copyOf(notedAt, partition + 1);
      receivedAt = Arrays.copyOf(receivedAt, partition + 1);
      Arrays.fill(receivedAt, known, partition + 1, Long.MIN_VALUE);
    }
    notedAt[partition] = now;
    if (received > receivedAt[partition]) {
      receivedAt[partition] = received;
      newest = Math.max(newest, received);
    }
  }

  /** The newest time of all; {@link Long#MIN_VALUE} before the first. */
  public long newest() {
    return newest;
  }

  /** The time that all partitions that were seen since the start have come to. */
  public long common() {
    long least = Long.MAX_VALUE;
    for (long time : receivedAt) {
      if (time != Long.MIN_VALUE) {
        least = Math.min(least, time);
      }
    }
    return least == Long.MAX_VALUE ? Long.MIN_VALUE : least;
  }

  /** Whether this goes on from a state that had seen something. */
  public boolean restored() {
    return !expected.isEmpty();
  }

  /** Whether every partition that is known has come to a time. */
  public boolean all(long time) {
    return since(Long.MIN_VALUE, time) && expected.stream().allMatch(partition -> seen(partition));
  }

  /** Whether every partition that said something since the clock was at {@code since} has. */
  public boolean since(long since, long time) {
    for (int partition = 0; partition < receivedAt.length; partition++) {
      if (seen(partition) && receivedAt[partition] < time && notedAt[partition] >= since) {
        return false;
      }
    }
    return true;
  }

  private boolean seen(int partition) {
    return partition < receivedAt.length && receivedAt[partition] != Long.MIN_VALUE;
  }

  public void snapshot() throws Exception {
    state.clear();
    for (int partition = 0; partition < receivedAt.length; partition++) {
      if (seen(partition)) {
        state.add(partition);
      }
    }
    for (int partition : expected.stream().filter(each -> !seen(each)).toArray()) {
      state.add(partition);
    }
  }
}
