package io.millrace.udfs.rules.window;

import io.millrace.udfs.rules.Reading;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Windows computed from all events at once, in the plainest way. */
final class WindowOracle {
  private WindowOracle() {}

  /** One window. Milliseconds. */
  record Window(long start, long end, List<Reading> events) {}

  /** An alert that should have been: of these windows, from then until then (-1: open). */
  record Expectation(long openedAt, long clearedAt, Map<String, Double> aggregates) {}

  static List<Window> tumblingOrStepping(List<Reading> events, long size, long slide) {
    Set<Long> ends = new TreeSet<>();
    for (Reading event : events) {
      for (long end = Math.floorDiv(event.timestamp(), slide) * slide + slide;
          end <= event.timestamp() + size;
          end += slide) {
        ends.add(end);
      }
    }
    return ends.stream()
        .map(end -> new Window(end - size, end, between(events, end - size, end - 1)))
        .toList();
  }

  static List<Window> sliding(List<Reading> events, long size) {
    return events.stream()
        .sorted(Comparator.comparingLong(Reading::timestamp))
        .map(
            e ->
                new Window(
                    e.timestamp() - size,
                    e.timestamp(),
                    between(events, e.timestamp() - size + 1, e.timestamp())))
        .toList();
  }

  static List<Window> sessions(List<Reading> events, long gap) {
    List<Window> windows = new ArrayList<>();
    List<Reading> session = new ArrayList<>();
    for (Reading event : between(events, Long.MIN_VALUE, Long.MAX_VALUE)) {
      if (!session.isEmpty() && event.timestamp() - last(session) >= gap) {
        windows.add(new Window(session.get(0).timestamp(), last(session) + gap, session));
        session = new ArrayList<>();
      }
      session.add(event);
    }
    windows.add(new Window(session.get(0).timestamp(), last(session) + gap, session));
    return windows;
  }

  private static long last(List<Reading> session) {
    return session.get(session.size() - 1).timestamp();
  }

  private static List<Reading> between(List<Reading> events, long first, long last) {
    return events.stream()
        .filter(e -> e.timestamp() >= first && e.timestamp() <= last)
        .sorted(Comparator.comparingLong(Reading::timestamp))
        .toList();
  }

  /** The same for windows that end with each event, judged also when events leave while open. */
  static List<Expectation> slidingState(List<Reading> events, long size, String of, double bound) {
    Set<Long> eventTimes = new TreeSet<>(events.stream().map(Reading::timestamp).toList());
    Set<Long> points = new TreeSet<>(eventTimes);
    eventTimes.forEach(at -> points.add(at + size));
    List<Expectation> alerts = new ArrayList<>();
    Window opened = null;
    for (long at : points) {
      Window window = new Window(at - size, at, between(events, at - size + 1, at));
      double value = value(window, of);
      if (opened == null && eventTimes.contains(at) && value > bound) {
        opened = window;
      } else if (opened != null && value <= bound) {
        alerts.add(new Expectation(opened.end(), at, aggregates(opened)));
        opened = null;
      }
    }
    if (opened != null) {
      alerts.add(new Expectation(opened.end(), -1, aggregates(opened)));
    }
    return alerts;
  }

  private static double value(Window window, String of) {
    if (window.events().isEmpty()) {
      return Set.of("count", "sum", "distinct").contains(of) ? 0.0 : Double.NaN;
    }
    return aggregates(window).getOrDefault(of, Double.NaN);
  }

  /** Every aggregate, by the name of its function. */
  static Map<String, Double> aggregates(Window window) {
    List<Double> values =
        window.events().stream().map(e -> (Double) e.properties().get("v")).toList();
    int n = values.size();
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal squares = BigDecimal.ZERO;
    for (double value : values) {
      sum = sum.add(new BigDecimal(value));
      squares = squares.add(new BigDecimal(value).pow(2));
    }
    double first = values.get(0);
    double last = values.get(n - 1);
    List<Double> sorted = values.stream().sorted().toList();
    Map<String, Double> aggregates = new TreeMap<>();
    aggregates.put("count", (double) n);
    aggregates.put("sum", sum.doubleValue());
    aggregates.put("avg", sum.doubleValue() / n);
    BigDecimal numerator = squares.multiply(BigDecimal.valueOf(n)).subtract(sum.pow(2));
    aggregates.put("stddev", numerator.sqrt(MathContext.DECIMAL128).doubleValue() / n);
    aggregates.put("min", sorted.get(0));
    aggregates.put("max", sorted.get(n - 1));
    aggregates.put("percentile", sorted.get((int) Math.ceil(n * 90 / 100.0) - 1));
    aggregates.put("distinct", (double) new HashSet<>(values).size());
    aggregates.put("delta", last - first);
    if (n > 1) {
      long millis = last(window.events()) - window.events().get(0).timestamp();
      aggregates.put("rate", (last - first) / (millis / 1000.0));
    }
    return aggregates;
  }

  /** Each window whose aggregate is above the bound is an alert. */
  static List<Expectation> each(List<Window> windows, String of, double bound) {
    return windows.stream()
        .filter(w -> aggregates(w).getOrDefault(of, Double.NaN) > bound)
        .map(w -> new Expectation(w.end(), w.end(), aggregates(w)))
        .toList();
  }

  /**
   * Alerts that last from the first window above the bound to the first that is not.
   *
   * @param slide of windows, to tell those without events; 0 where there are none
   */
  static List<Expectation> state(
      List<Window> windows, String of, double bound, long slide, boolean emptyClears, long until) {
    List<Expectation> alerts = new ArrayList<>();
    Window opened = null;
    Window before = null;
    for (Window window : windows) {
      boolean gap = before != null && slide > 0 && window.end() - before.end() > slide;
      if (opened != null && gap && emptyClears) {
        alerts.add(new Expectation(opened.end(), before.end() + slide, aggregates(opened)));
        opened = null;
      }
      double value = aggregates(window).getOrDefault(of, Double.NaN);
      if (opened == null && value > bound) {
        opened = window;
      } else if (opened != null && value <= bound) {
        alerts.add(new Expectation(opened.end(), window.end(), aggregates(opened)));
        opened = null;
      }
      before = window;
    }
    if (opened != null) {
      long cleared = emptyClears && before.end() + slide <= until ? before.end() + slide : -1;
      alerts.add(new Expectation(opened.end(), cleared, aggregates(opened)));
    }
    return alerts;
  }
}
