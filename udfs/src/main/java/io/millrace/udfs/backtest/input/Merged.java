package io.millrace.udfs.backtest.input;

import io.millrace.schemas.avro.Observation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Histories that lie side by side, such as a topic's partitions, as one in the order of receipt.
 * Within each the order stays as it is; of observations received at the same time that of the
 * earlier history comes first.
 */
public final class Merged implements ObservationSource {
  private final List<ObservationSource> sources;
  private final PriorityQueue<Head> heads =
      new PriorityQueue<>(Comparator.comparingLong(Head::receivedAt).thenComparing(Head::place));
  private boolean started;

  private record Head(Observation observation, long receivedAt, int place) {}

  public Merged(List<? extends ObservationSource> sources) {
    this.sources = List.copyOf(sources);
  }

  @Override
  public @Nullable Observation next() throws IOException {
    if (!started) {
      started = true;
      for (int place = 0; place < sources.size(); place++) {
        read(place);
      }
    }
    Head head = heads.poll();
    if (head == null) {
      return null;
    }
    read(head.place());
    return head.observation();
  }

  private void read(int place) throws IOException {
    Observation next = sources.get(place).next();
    if (next != null) {
      heads.add(new Head(next, next.getReceivedAt().toEpochMilli(), place));
    }
  }

  /** Closes all of them, also where closing one fails. */
  @Override
  public void close() throws IOException {
    List<IOException> failures = new ArrayList<>();
    for (ObservationSource source : sources) {
      try {
        source.close();
      } catch (IOException e) {
        failures.add(e);
      }
    }
    if (!failures.isEmpty()) {
      throw failures.get(0);
    }
  }
}
