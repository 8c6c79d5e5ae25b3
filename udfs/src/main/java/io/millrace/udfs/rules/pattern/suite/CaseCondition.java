package io.millrace.udfs.rules.pattern.suite;

import java.util.List;
import java.util.function.Function;

/** A condition of a case's pattern. */
public final class CaseCondition {
  private final CaseExpression expression;
  private final boolean iterative;
  private final String source;

  /**
   * A condition.
   *
   * @param iterative whether it asks for events already taken
   * @param source for people
   */
  public CaseCondition(CaseExpression expression, boolean iterative, String source) {
    this.expression = expression;
    this.iterative = iterative;
    this.source = source;
  }

  /** Whether it asks for events already taken. */
  public boolean iterative() {
    return iterative;
  }

  /**
   * Whether it holds.
   *
   * @param taken events already taken, by stage
   */
  public boolean holds(CaseEvent event, Function<String, List<CaseEvent>> taken) {
    return expression.test(event, taken);
  }

  /** As the case has it. */
  @Override
  public String toString() {
    return source;
  }
}
