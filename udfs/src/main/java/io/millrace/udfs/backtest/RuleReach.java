package io.millrace.udfs.backtest;

import io.millrace.udfs.rules.Rule;
import io.millrace.udfs.rules.composite.Composites;
import java.util.Collection;

/** How far back a rule may look. */
public final class RuleReach {
  /** For devices that seldom say anything: what they said last still counts. */
  private static final long SELDOM = 24 * 3_600_000L;

  private RuleReach() {}

  /**
   * Milliseconds before the earliest time that an alert names, from which on its observations are
   * read: the rule's own times (how long conditions hold, windows, cooldowns, {@code within}), and
   * a day for what was said before these. A composite looks as far back as its inputs do from where
   * it looks itself.
   *
   * @param versions of the rule that decided, and of its inputs
   */
  public static long millis(Collection<Rule> versions) {
    return SELDOM + longest(versions, true) + longest(versions, false);
  }

  private static long longest(Collection<Rule> versions, boolean composite) {
    return versions.stream()
        .filter(rule -> Composites.inputs(rule).isEmpty() != composite)
        .mapToLong(rule -> rule.process().reach())
        .max()
        .orElse(0);
  }
}
