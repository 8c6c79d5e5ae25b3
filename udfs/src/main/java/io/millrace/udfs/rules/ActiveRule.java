package io.millrace.udfs.rules;

import io.millrace.udfs.rules.index.IndexedCondition;
import java.util.ArrayList;
import java.util.List;

/** A version of a rule as it stands in its group. */
final class ActiveRule {
  private final Rule rule;
  private final RuleProcess<Object> process;
  private final RuleVersions versions;
  private final RuleGroup group;
  private final RuleHead head;
  private final IndexedCondition<Wake>[] conditions;
  private final List<Wake> wakes = new ArrayList<>();
  private boolean stopped;

  /** What was received within these judges it; kept here for that is asked for each match. */
  private long judgesFrom = Long.MIN_VALUE;

  private long judgesUntil = Long.MAX_VALUE;

  /** The last event that it has judged; and the last that it has failed on. */
  private long judged;

  private long failed;

  /** A condition and whether it wakes the rule where it has no state, and where it has. */
  record Wake(ActiveRule rule, IndexedCondition<Wake> condition, boolean idle, boolean busy) {
    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  ActiveRule(Rule rule, RuleVersions versions, RuleGroup group) {
    this.rule = rule;
    this.head = rule.head();
    this.process = StateEntry.process(rule);
    this.versions = versions;
    this.group = group;
    this.conditions =
        rule.conditions().stream().map(group.index()::acquire).toArray(IndexedCondition[]::new);
    if (rule.wakes().busyAll()) {
      group.holdBusy(1);
    }
  }

  Rule rule() {
    return rule;
  }

  RuleHead head() {
    return head;
  }

  RuleProcess<Object> process() {
    return process;
  }

  RuleVersions versions() {
    return versions;
  }

  RuleGroup group() {
    return group;
  }

  IndexedCondition<Wake> condition(int place) {
    return conditions[place];
  }

  /** All events wake it where it has state. */
  boolean busyAll() {
    return rule.wakes().busyAll() && !stopped;
  }

  /** Whether it judges what was received then and of which it remembers nothing. */
  boolean judges(long receivedAt) {
    return receivedAt >= judgesFrom && receivedAt < judgesUntil && !stopped;
  }

  /** It judges what is received from then on, and until then. */
  void judges(long from, long until) {
    judgesFrom = from;
    judgesUntil = until;
  }

  boolean stopped() {
    return stopped;
  }

  void stop() {
    stopped = true;
    unsubscribe();
  }

  /** Marks the event as judged; false if it was. */
  boolean judgeOnce(long event) {
    boolean first = judged != event;
    judged = event;
    return first;
  }

  /** The same for the report of a failure. */
  boolean failOnce(long event) {
    boolean first = failed != event;
    failed = event;
    return first;
  }

  /** Events may wake it from now on. */
  void subscribe() {
    subscribe(true);
  }

  /** Events wake it only where it has state. */
  void subscribeBusy() {
    subscribe(false);
  }

  private void subscribe(boolean idle) {
    unsubscribe();
    Wakes asked = rule.wakes();
    for (int i = 0; i < conditions.length; i++) {
      boolean wakesIdle = idle && contains(asked.idle(), i);
      boolean wakesBusy = contains(asked.busy(), i);
      if (wakesIdle || wakesBusy) {
        Wake wake = new Wake(this, conditions[i], wakesIdle, wakesBusy);
        wakes.add(wake);
        group.index().subscribe(wake.condition(), wake);
      }
    }
    if (idle && asked.idleAll()) {
      group.always().add(this);
    }
  }

  /** No event wakes it any more by its conditions. */
  void unsubscribe() {
    wakes.forEach(wake -> group.index().unsubscribe(wake.condition(), wake));
    wakes.clear();
    group.always().remove(this);
  }

  /** It is forgotten. */
  void close() {
    unsubscribe();
    if (rule.wakes().busyAll()) {
      group.holdBusy(-1);
    }
    for (IndexedCondition<Wake> condition : conditions) {
      group.index().release(condition);
    }
  }

  private static boolean contains(int[] places, int wanted) {
    for (int place : places) {
      if (place == wanted) {
        return true;
      }
    }
    return false;
  }
}
