package io.millrace.udfs.rules;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why an alert is what it is.
 *
 * @param causes events that made it so, the opening one first; of their properties the alert shows
 *     those that the rule reads
 * @param steps of a pattern, with the events that matched each
 * @param aggregates values by name
 * @param window over which they were taken
 * @param thresholds the conditions that decided, by their part in the rule
 */
public record Why(
    List<Event> causes,
    List<Step> steps,
    Map<String, Double> aggregates,
    @Nullable Span window,
    Map<String, String> thresholds) {

  public static Why of(Event cause, Map<String, String> thresholds) {
    return new Why(List.of(cause), List.of(), Map.of(), null, thresholds);
  }

  public static Why of(List<Event> causes, Map<String, String> thresholds) {
    return new Why(causes, List.of(), Map.of(), null, thresholds);
  }

  public Why withSteps(List<Step> matched) {
    return new Why(causes, matched, aggregates, window, thresholds);
  }

  public Why withAggregates(Map<String, Double> values, @Nullable Span over) {
    return new Why(causes, steps, values, over, thresholds);
  }

  /** One step of a pattern. */
  public record Step(String name, List<Event> causes) {}

  /** Epoch milliseconds; the end does not belong to it. */
  public record Span(long start, long end) {}
}
