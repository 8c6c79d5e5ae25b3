package io.millrace.udfs.rules.window;

import io.millrace.udfs.rules.Event;
import io.millrace.udfs.rules.Why;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A window as it was judged, with what an alert shows of it.
 *
 * @param at when: the window's end, or the event's time of a sliding one
 * @param opener tells an alert that opens here from others of the key
 * @param events latest first
 */
record Finding(long at, String opener, Judgement judgement, List<Event> events) {

  int level() {
    return judgement.level();
  }

  Why why(WindowSpec spec, List<? extends Event> before) {
    List<Event> causes = new ArrayList<>(before);
    for (Event event : events) {
      if (causes.stream().noneMatch(known -> known.id().equals(event.id()))) {
        causes.add(event);
      }
    }
    return Why.of(causes, thresholds(spec))
        .withAggregates(judgement.aggregates(), new Why.Span(judgement.start(), judgement.end()));
  }

  /** The conditions that decided: those of all levels, for that a higher one fails counts too. */
  private static Map<String, String> thresholds(WindowSpec spec) {
    if (spec.levels().size() == 1) {
      return Map.of("having", spec.levels().get(0).having().source());
    }
    Map<String, String> sources = new TreeMap<>();
    spec.levels().forEach(level -> sources.put(level.severity(), level.having().source()));
    return sources;
  }
}
