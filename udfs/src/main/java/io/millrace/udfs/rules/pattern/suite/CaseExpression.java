package io.millrace.udfs.rules.pattern.suite;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An expression of a case: gives a Boolean, a Double, a text, or null. */
@FunctionalInterface
public interface CaseExpression {
  /**
   * Its value.
   *
   * @param taken events already taken, by stage
   */
  @Nullable Object value(CaseEvent event, Function<String, List<CaseEvent>> taken);

  default boolean test(CaseEvent event, Function<String, List<CaseEvent>> taken) {
    return Boolean.TRUE.equals(value(event, taken));
  }
}
