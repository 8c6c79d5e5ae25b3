package io.millrace.udfs.rules.order;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an ordered rule remembers of a key: events that wait for earlier ones, and its own state.
 */
final class OrderedState {
  /** Sorted by time; of the same time, those that came first are first. */
  final List<HeldEvent> held = new ArrayList<>(4);

  /** Of the rule itself; null where it remembers nothing. */
  @Nullable Object inner;

  /** The newest event that came: epoch milliseconds. */
  long newest = Long.MIN_VALUE;

  /** The time of the last one that was judged. */
  long judged = Long.MIN_VALUE;

  void hold(HeldEvent event) {
    int place = held.size();
    while (place > 0 && held.get(place - 1).event().timestamp() > event.event().timestamp()) {
      place--;
    }
    held.add(place, event);
    newest = Math.max(newest, event.event().timestamp());
  }
}
