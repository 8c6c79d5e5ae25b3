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

  private final RuleOperator<?> operator;
  private final ReceptionProgress progress;

  /** Rules that are to be swept, with the time of reception from which on they are gone. */
  private final Map<String, Long> leaving = new HashMap<>();

  private final Set<String> swept = new HashSet<>();

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
  }

  /** To be called every second. */
  void tick() throws Exception {
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
    boolean idle = operator.eventClock().idle(operator.now());
    long newest = progress.newest();
    for (Map.Entry<String, Long> rule : leaving.entrySet()) {
      if (newest == Long.MIN_VALUE || newest >= rule.getValue() || idle) {
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
