package io.millrace.udfs.backtest;

import io.millrace.udfs.rules.Rule;
import java.util.Collection;

/** How far back a rule may look. */
public final class RuleReach {
  /**
   * For conditions that have to hold for a time, cooldowns and windows whose start is not named.
   */
  private static final long USUAL = 24 * 3_600_000L;

  private RuleReach() {}

  /**
   * Milliseconds before the earliest time that an alert names, from which on its observations are
   * read. An alert of a window names the window's start; what else a rule remembers is taken to be
   * no older than a day.
   */
  public static long millis(Collection<Rule> versions) {
    return versions.stream().mapToLong(rule -> rule.head().disorder()).max().orElse(0) + USUAL;
  }
}
