package io.millrace.jobs.rules;

import io.millrace.jobs.rules.control.ReceptionProgress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Ends what removed rules began, in all keys, once what they were to judge has come. All times are
 * the clock's.
 */
final class Removals {
  private static final long INTERVAL_MILLIS = 500;
  private static final long PATIENCE_MILLIS = 100;

  /**
   * What was received in one partition may come by several, which are not read at one pace: what a
   * key was to judge until then has come when nothing of it has come for so long.
   */
  private static final long QUIET_MILLIS = 1_000;

  private final RuleOperator<?> operator;
  private final ReceptionProgress progress;

  /** Rules that are to be swept, with the time of reception from which on they are gone. */
  private final Map<String, Long> leaving = new HashMap<>();

  private final Set<String> swept = new HashSet<>();

  /** The latest time from which on one of them is gone. */
  private long latest = Long.MIN_VALUE;

  /** When something was judged last that was received before that; by the clock. */
  private long lastBefore;

  /** What was received before may still wake a rule that was swept. */
  private long lingeringUntil = Long.MIN_VALUE;

  private boolean lingered;
  private boolean planned;
  private boolean sweeping;
  private long lastSweep;

  Removals(RuleOperator<?> operator, ReceptionProgress progress) {
    this.operator = operator;
    this.progress = progress;
  }

  /**
   * A rule is gone. A sweep goes through all keys: rules that leave in a row are swept together.
   *
   * @param from time of reception, epoch milliseconds
   */
  void leave(String slot, long from) throws Exception {
    leaving.put(slot, from);
    swept.remove(slot);
    latest = Math.max(latest, from);
    lastBefore = operator.now();
    progress.clock(lastBefore);
    if (operator.now() - lastSweep >= INTERVAL_MILLIS) {
      sweep();
    } else if (!planned) {
      planned = true;
      operator.at(lastSweep + INTERVAL_MILLIS, this::sweep);
    }
  }

  /** An event is judged that was received then. */
  void judging(long receivedAt) {
    lingered |= receivedAt < lingeringUntil;
    if (receivedAt < latest && !leaving.isEmpty()) {
      lastBefore = operator.now();
    }
  }

  /** To be called every second. */
  void tick() throws Exception {
    progress.clock(operator.now());
    if (sweeping) {
      return;
    }
    if (lingered) {
      lingered = false;
      sweep(List.of(), lingeringUntil);
    }
    if (!leaving.isEmpty()) {
      sweep();
    }
  }

  /** Rules of which no key remembers anything. */
  Set<String> swept() {
    return swept;
  }

  private void sweep() throws Exception {
    planned = false;
    if (sweeping || leaving.isEmpty()) {
      return;
    }
    List<String> due = new ArrayList<>();
    long at = Long.MIN_VALUE;
    boolean over = over();
    for (Map.Entry<String, Long> rule : leaving.entrySet()) {
      if (over || passed(rule.getValue())) {
        due.add(rule.getKey());
        at = Math.max(at, rule.getValue());
      }
    }
    if (due.isEmpty()) {
      operator.at(operator.now() + PATIENCE_MILLIS, this::sweep);
      return;
    }
    due.forEach(leaving::remove);
    lingeringUntil = Math.max(lingeringUntil, at);
    sweep(due, at);
  }

  /**
   * Whether what was received before has come. A replay begins before the removal, and partitions
   * catch up seconds apart: after a restart it is waited for each that was known.
   */
  private boolean passed(long from) {
    long now = operator.now();
    long silent = now - operator.timing().idleness().toMillis();
    return now - lastBefore >= QUIET_MILLIS
        && progress.newest() >= from
        && (replaying() ? progress.all(from) : progress.since(silent, from));
  }

  /** Whether nothing comes at all; after a start that proves nothing before something has come. */
  private boolean over() {
    long now = operator.now();
    boolean began = progress.newest() != Long.MIN_VALUE || !operator.eventClock().starting(now);
    return began && !replaying() && operator.eventClock().idle(now);
  }

  /** Whether partitions that were known before a restart may still begin. */
  private boolean replaying() {
    return progress.restored() && operator.eventClock().starting(operator.now());
  }

  private void sweep(List<String> due, long at) throws Exception {
    sweeping = true;
    operator
        .coldKeys()
        .sweep(
            at,
            () -> {
              sweeping = false;
              lastSweep = operator.now();
              due.stream().filter(slot -> !leaving.containsKey(slot)).forEach(swept::add);
            });
  }
}
