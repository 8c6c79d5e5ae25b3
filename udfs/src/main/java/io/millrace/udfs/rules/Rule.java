package io.millrace.udfs.rules;

import java.util.List;

/**
 * A rule, compiled.
 *
 * @param conditions what is asked of each event that may concern it
 * @param wakes which events do
 * @param process what it makes of them
 */
public record Rule(RuleHead head, List<Condition> conditions, Wakes wakes, RuleProcess<?> process) {

  public String id() {
    return head.id();
  }

  public long version() {
    return head.version();
  }
}
