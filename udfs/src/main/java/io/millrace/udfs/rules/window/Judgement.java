package io.millrace.udfs.rules.window;

import io.millrace.udfs.expression.ExpressionException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * What a window says.
 *
 * @param level the greatest that holds, counted from 1; 0 where none does; {@link #UNKNOWN} where
 *     none does and one reads an aggregate that has no value
 * @param aggregates those that have a value, and the count of events
 */
record Judgement(int level, long start, long end, Map<String, Double> aggregates) {
  static final int UNKNOWN = -1;
  static final String COUNT = "count";
  static final String START = "start";
  static final String END = "end";

  /**
   * Judges a window.
   *
   * @param values gives an aggregate's value, NaN for none
   * @throws ExpressionException if a condition fails
   */
  static Judgement of(
      WindowSpec spec, long start, long end, long count, ToDoubleFunction<Aggregate> values)
      throws ExpressionException {
    Map<String, Object> variables = new HashMap<>();
    Map<String, Double> aggregates = new TreeMap<>();
    variables.put(COUNT, count);
    variables.put(START, start);
    variables.put(END, end);
    aggregates.put(COUNT, (double) count);
    for (Aggregate aggregate : spec.aggregates()) {
      double value = values.applyAsDouble(aggregate);
      if (!Double.isNaN(value)) {
        aggregates.put(aggregate.name(), value);
        variables.put(
            aggregate.name(), aggregate.function().whole() ? (Object) (long) value : value);
      }
    }
    return new Judgement(level(spec, variables), start, end, aggregates);
  }

  /**
   * The level of a window without events; unknown where that is not the same for all such windows.
   */
  static int ofNothing(WindowSpec spec) {
    boolean timed =
        spec.levels().stream()
            .map(level -> level.having().expression().variables())
            .anyMatch(read -> read.contains(START) || read.contains(END));
    try {
      return timed ? UNKNOWN : of(spec, 0, 0, 0, Pane.empty(spec, 0)::value).level();
    } catch (ExpressionException e) {
      return UNKNOWN;
    }
  }

  private static int level(WindowSpec spec, Map<String, Object> variables)
      throws ExpressionException {
    boolean unknown = false;
    for (int i = spec.levels().size(); i > 0; i--) {
      Level level = spec.levels().get(i - 1);
      if (!variables.keySet().containsAll(level.having().expression().variables())) {
        unknown = true;
      } else if (level.having().expression().test(variables)) {
        return i;
      }
    }
    return unknown ? UNKNOWN : 0;
  }
}
