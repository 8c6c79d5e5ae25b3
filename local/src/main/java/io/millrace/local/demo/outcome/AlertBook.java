package io.millrace.local.demo.outcome;

import io.millrace.local.demo.message.RunId;
import io.millrace.schemas.avro.Alert;
import io.millrace.schemas.avro.AlertState;
import io.millrace.schemas.avro.Cause;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The alerts that a run's own messages opened, in the order of their opening. The same state of an
 * alert may come more than once; it counts once. Safe for use by many threads.
 */
public final class AlertBook {
  private final RunId run;
  private final Map<String, SeenAlert> alerts = new LinkedHashMap<>();
  private final Map<String, Instant> earlyEnds = new HashMap<>();
  private final Set<String> inherited = new HashSet<>();

  public AlertBook(RunId run) {
    this.run = run;
  }

  /**
   * Takes a record of the topic.
   *
   * @param emittedAt its timestamp, epoch milliseconds
   */
  synchronized void take(Alert alert, long emittedAt) {
    switch (alert.getState()) {
      case OPEN, UPDATED -> open(alert, emittedAt);
      case CLEARED -> clear(alert);
    }
  }

  /** All of them. */
  public synchronized List<SeenAlert> all() {
    return List.copyOf(alerts.values());
  }

  /** Those of one rule. */
  public List<SeenAlert> of(String ruleId) {
    return all().stream().filter(alert -> alert.ruleId().equals(ruleId)).toList();
  }

  public synchronized int size() {
    return alerts.size();
  }

  /** Those that are open still. */
  public synchronized long open() {
    return alerts.values().stream().filter(alert -> alert.clearedAt() == null).count();
  }

  /** {@code rule/object} of alerts that stood open before the run and that the run cleared. */
  public synchronized Collection<String> inherited() {
    return Set.copyOf(inherited);
  }

  private void open(Alert alert, long emittedAt) {
    if (alert.getState() != AlertState.OPEN || alerts.containsKey(alert.getId())) {
      return;
    }
    List<Cause> own =
        alert.getCauses().stream().filter(cause -> run.owns(cause.getTraceId())).toList();
    if (own.isEmpty()) {
      return;
    }
    Cause last = own.get(own.size() - 1);
    SeenAlert seen =
        new SeenAlert(
            alert.getId(),
            alert.getRuleId(),
            alert.getRuleVersion(),
            alert.getObjectType(),
            alert.getObjectId(),
            alert.getMessage(),
            Map.copyOf(last.getValues()),
            alert.getOpenedAt(),
            Instant.ofEpochMilli(emittedAt),
            emittedAt - last.getReceivedAt().toEpochMilli(),
            earlyEnds.remove(alert.getId()));
    alerts.put(alert.getId(), seen);
  }

  private void clear(Alert alert) {
    Instant end = alert.getClearedAt();
    Instant at = end == null ? alert.getOpenedAt() : end;
    SeenAlert seen = alerts.get(alert.getId());
    if (seen != null) {
      alerts.put(seen.id(), seen.cleared(at));
    } else if (alert.getCauses().stream().allMatch(cause -> run.owns(cause.getTraceId()))) {
      // Another partition was read first: its opening is yet to come.
      earlyEnds.put(alert.getId(), at);
    } else {
      inherited.add(alert.getRuleId() + "/" + alert.getObjectId());
    }
  }
}
