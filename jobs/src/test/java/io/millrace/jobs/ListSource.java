package io.millrace.jobs;

import io.millrace.jobs.runtime.definition.ControlRecord;
import io.millrace.jobs.runtime.definition.DefinitionSnapshot;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceEnumerator;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.jspecify.annotations.Nullable;

/** Bounded sources of values that need not be serializable, for clusters in this JVM. */
public final class ListSource {
  private static final Map<String, List<?>> LISTS = new ConcurrentHashMap<>();

  private ListSource() {}

  /** The values in this order: like a topic of one partition, one reader gets them all. */
  public static <T> Source<T, ?, ?> of(TypeInformation<T> type, List<T> values) {
    return of(type, values, RateLimiterStrategy.noOp());
  }

  /** The same, so many a second. */
  public static <T> Source<T, ?, ?> paced(TypeInformation<T> type, List<T> values, double rate) {
    return of(type, values, RateLimiterStrategy.perSecond(rate));
  }

  /** The first at once, the others when the gate is open, so many a second. */
  public static <T> Source<T, ?, ?> gated(
      TypeInformation<T> type, List<T> values, int first, Gate gate, double rate) {
    return of(type, values, gate.after(first, rate));
  }

  private static <T> Source<T, ?, ?> of(
      TypeInformation<T> type, List<T> values, RateLimiterStrategy<?> rate) {
    String id = keep(values);
    return new DataGeneratorSource<>(
        index -> ListSource.<T>list(id).get(index.intValue()),
        new OneSplit(values.size()),
        rate,
        type);
  }

  /** What stands in a control topic. */
  public static DefinitionSnapshot snapshot(List<ControlRecord> records) {
    String id = keep(records);
    return () -> list(id);
  }

  private static String keep(List<?> values) {
    String id = UUID.randomUUID().toString();
    LISTS.put(id, List.copyOf(values));
    return id;
  }

  @SuppressWarnings("unchecked")
  private static <T> List<T> list(String id) {
    return (List<T>) LISTS.get(id);
  }

  private static final class OneSplit extends NumberSequenceSource {
    private static final long serialVersionUID = 1L;
    private final int count;

    OneSplit(int count) {
      super(0, Math.max(0, count - 1));
      this.count = count;
    }

    @Override
    public SplitEnumerator<NumberSequenceSplit, Collection<NumberSequenceSplit>> createEnumerator(
        SplitEnumeratorContext<NumberSequenceSplit> context) {
      return new EndingTogether(
          context, count == 0 ? List.of() : splitNumberRange(0, count - 1, 1));
    }

    @Override
    public SplitEnumerator<NumberSequenceSplit, Collection<NumberSequenceSplit>> restoreEnumerator(
        SplitEnumeratorContext<NumberSequenceSplit> context,
        Collection<NumberSequenceSplit> checkpoint) {
      return new EndingTogether(context, checkpoint);
    }
  }

  /**
   * Readers without a split wait for the one that has it. Otherwise they would finish with the
   * first checkpoint, and a savepoint that is asked for in this moment is refused: its task is not
   * known any more.
   */
  private static final class EndingTogether
      extends IteratorSourceEnumerator<NumberSequenceSource.NumberSequenceSplit> {
    private final SplitEnumeratorContext<NumberSequenceSource.NumberSequenceSplit> context;
    private final Set<Integer> idle = new HashSet<>();
    private int left;

    EndingTogether(
        SplitEnumeratorContext<NumberSequenceSource.NumberSequenceSplit> context,
        Collection<NumberSequenceSource.NumberSequenceSplit> splits) {
      super(context, splits);
      this.context = context;
      left = splits.size();
    }

    @Override
    public void handleSplitRequest(int subtask, @Nullable String host) {
      if (left > 0) {
        left--;
        super.handleSplitRequest(subtask, host);
        return;
      }
      idle.add(subtask);
      if (idle.containsAll(context.registeredReaders().keySet())) {
        idle.forEach(context::signalNoMoreSplits);
      }
    }

    @Override
    public void addSplitsBack(List<NumberSequenceSource.NumberSequenceSplit> splits, int subtask) {
      left += splits.size();
      idle.clear();
      super.addSplitsBack(splits, subtask);
    }
  }
}
