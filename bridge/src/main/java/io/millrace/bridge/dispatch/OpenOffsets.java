package io.millrace.bridge.dispatch;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * What was read and is not done with. Commands end out of order, so what may be committed of a
 * partition is the lowest offset that is still open: after a crash nothing that was open is
 * skipped. Safe for use by many threads.
 */
final class OpenOffsets {
  private final Map<TopicPartition, Partition> partitions = new HashMap<>();
  private int open;

  private static final class Partition {
    private final TreeSet<Long> open = new TreeSet<>();
    private long next;
    private long committed = -1;

    private long committable() {
      return open.isEmpty() ? next : open.first();
    }
  }

  /** A record was read. */
  synchronized void begin(TopicPartition partition, long offset) {
    Partition state = partitions.computeIfAbsent(partition, none -> new Partition());
    state.open.add(offset);
    state.next = offset + 1;
    open++;
  }

  /** A record is done with; of a partition that was given away this changes nothing. */
  synchronized void end(TopicPartition partition, long offset) {
    Partition state = partitions.get(partition);
    if (state != null && state.open.remove(offset)) {
      open--;
    }
  }

  /** How many records are open. */
  synchronized int open() {
    return open;
  }

  /** What may be committed and was not yet; counts as committed from now on. */
  synchronized Map<TopicPartition, OffsetAndMetadata> commit() {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    partitions.forEach(
        (partition, state) -> {
          if (state.committable() > state.committed) {
            state.committed = state.committable();
            offsets.put(partition, new OffsetAndMetadata(state.committed));
          }
        });
    return offsets;
  }

  /** A commit did not come through: the next one says it all again. */
  synchronized void uncommitted() {
    partitions.values().forEach(state -> state.committed = -1);
  }

  /** Nothing is read any more: all begins anew. */
  synchronized void forgetAll() {
    partitions.clear();
    open = 0;
  }

  /** The partitions were given away. */
  synchronized void forget(Collection<TopicPartition> gone) {
    for (TopicPartition partition : gone) {
      Partition state = partitions.remove(partition);
      open -= state == null ? 0 : state.open.size();
    }
  }
}
