package io.millrace.udfs.rules.composite;

import io.millrace.udfs.expression.ExpressionException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Of how many keys an alert counts, by the inputs' names.
 *
 * @param numbers as the condition reads them
 */
record Counts(Map<String, Long> numbers) {

  /**
   * Counts.
   *
   * @param from alerts that opened before do not count, but for those that suppress
   */
  static Counts of(CompositeSpec spec, Together state, long from) {
    Map<String, Long> numbers = new TreeMap<>();
    for (int i = 0; i < spec.inputs().size(); i++) {
      Input input = spec.inputs().get(i);
      Set<String> keys = new HashSet<>();
      for (Live alert : state.alerts()) {
        if (alert.input() == i && (input.suppresses() || alert.openedAt() >= from)) {
          keys.add(alert.of());
        }
      }
      numbers.put(input.name(), (long) keys.size());
    }
    return new Counts(numbers);
  }

  boolean meet(CompositeSpec spec) throws ExpressionException {
    return spec.when().test(numbers);
  }

  /** As alerts show them. */
  Map<String, Double> aggregates() {
    Map<String, Double> aggregates = new TreeMap<>();
    numbers.forEach((name, number) -> aggregates.put(name, number.doubleValue()));
    return aggregates;
  }
}
