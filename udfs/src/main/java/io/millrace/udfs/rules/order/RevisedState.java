package io.millrace.udfs.rules.order;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a rule that judges late events again remembers of a key. Times are epoch milliseconds. */
final class RevisedState {
  /** Events at or after the horizon, in order. */
  final List<Judged> kept = new ArrayList<>(4);

  /** Of the rule itself, before the events that are kept; null where it remembered nothing. */
  @Nullable Object base;

  /** The same after them. */
  @Nullable Object current;

  /** Alerts that were open before the events that are kept, by what opened them. */
  Map<String, AlertSpan> before = new LinkedHashMap<>(2);

  /** Alerts that were told, as far as they may change. */
  Map<String, AlertSpan> told = new LinkedHashMap<>(2);

  /** Up to where time has passed in {@link #current}. */
  long passed = Long.MIN_VALUE;

  /** What happened before is final. */
  long horizon = Long.MIN_VALUE;

  /** More events came than are kept, and it was said. */
  boolean full;

  /** Where it belongs, or lies already. */
  int place(Judged event) {
    int found = Collections.binarySearch(kept, event);
    return found < 0 ? -found - 1 : found;
  }

  /** The event of this id is another now. */
  boolean forget(String id) {
    return kept.removeIf(event -> event.event().id().equals(id));
  }

  /** Whether nothing of it matters any more. */
  boolean isEmpty() {
    return kept.isEmpty() && base == null && current == null && told.isEmpty();
  }
}
