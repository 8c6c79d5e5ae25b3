package io.millrace.udfs.rules.pattern.suite.siddhi;

import io.millrace.udfs.rules.pattern.suite.CaseEvent;
import org.jspecify.annotations.Nullable;

/** An expression of a query: gives a Boolean, a Double, a text, or null. */
@FunctionalInterface
interface Expression {
  Expression TRUE = (event, taken) -> true;

  /** What has been taken so far. */
  @FunctionalInterface
  interface Taken {
    /** No event, where the query refers to one that is not there. */
    @Nullable CaseEvent of(Reference reference);
  }

  /**
   * Its value.
   *
   * @param event the present one
   */
  @Nullable Object value(@Nullable CaseEvent event, Taken taken);

  default boolean holds(@Nullable CaseEvent event, Taken taken) {
    return Boolean.TRUE.equals(value(event, taken));
  }
}
