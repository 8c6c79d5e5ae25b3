package io.millrace.jobs.rules;

import io.millrace.jobs.rules.control.ReceptionProgress;
import io.millrace.jobs.rules.control.RuleControl;
import io.millrace.jobs.rules.control.Standing;
import io.millrace.jobs.runtime.SerializableClock;
import io.millrace.jobs.runtime.definition.ControlRecord;
import io.millrace.jobs.runtime.definition.ControlTopic;
import io.millrace.jobs.runtime.definition.DefinitionReporter;
import io.millrace.schemas.avro.AckStatus;
import io.millrace.udfs.definition.Outcome;
import io.millrace.udfs.rules.Output.Failure;
import io.millrace.udfs.rules.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.util.OutputTag;

/**
 * What a subtask does about changes of rules as time passes: it confirms each when it takes effect,
 * ends what removed rules began, and forgets versions that nothing needs. All times are the
 * clock's.
 */
final class ControlDesk {
  private static final long TICK_MILLIS = 1000;
  private static final long SWEEP_INTERVAL_MILLIS = 500;
  private static final long SWEEP_PATIENCE_MILLIS = 100;

  private final RuleOperator<?> operator;
  private final RuleControl control;
  private final ReceptionProgress progress;
  private final EventClock eventClock;
  private final RuleOutput alerts;
  private final RulesMetrics metrics;
  private final DefinitionReporter reporter;

  /** Versions that this incarnation has confirmed, by slot. */
  private final Map<String, String> confirmed = new HashMap<>();

  /** Rules that are to be swept, with the time of reception from which on they are gone. */
  private final Map<String, Long> leaving = new HashMap<>();

  private final Set<String> swept = new HashSet<>();

  /** What was received before may still wake a rule that was swept. */
  private long lingeringUntil = Long.MIN_VALUE;

  private boolean lingered;
  private boolean sweepPlanned;
  private long lastSweep;

  ControlDesk(
      RuleOperator<?> operator,
      RuleControl control,
      ReceptionProgress progress,
      EventClock eventClock,
      RuleOutput alerts,
      RulesMetrics metrics,
      SerializableClock clock) {
    this.operator = operator;
    this.control = control;
    this.progress = progress;
    this.eventClock = eventClock;
    this.alerts = alerts;
    this.metrics = metrics;
    this.reporter =
        new DefinitionReporter(
            RulesJob.NAME, operator.of().uid(), operator.getRuntimeContext().getTaskInfo(), clock);
  }

  /** Starts; what is known from the start is confirmed as soon as the subtask runs. */
  void open() {
    operator.at(
        operator.now(),
        () -> {
          for (Standing standing : List.copyOf(control.standings())) {
            if (standing.definition() != null) {
              take(standing);
            }
          }
        });
    operator.at(operator.now() + TICK_MILLIS, this::tick);
  }

  /** Takes a record of the control stream. */
  void receive(ControlRecord record) throws Exception {
    boolean first = operator.of() == Stage.OBJECTS;
    if (first) {
      reporter.reportUnreadable(record, this::side);
    }
    Standing before = control.standing(record.id());
    boolean news = before == null || before.reception().record().offset() < record.offset();
    Standing standing = control.receive(record);
    if (standing == null) {
      return;
    }
    if (standing.reception().outcome() instanceof Outcome.Rejected) {
      if (first) {
        reporter.report(ControlTopic.RULES.kind(), standing.reception(), this::side);
      }
      return;
    }
    if (news && standing.from() <= progress.newest() && standing.from() != Long.MIN_VALUE) {
      metrics.lateVersion();
    }
    take(standing);
  }

  /** An event is judged that was received then. */
  void judging(long receivedAt) {
    lingered |= receivedAt < lingeringUntil;
  }

  /** Waits until it takes effect. */
  private void take(Standing standing) throws Exception {
    if (standing.from() > operator.now()) {
      operator.at(standing.from(), () -> effective(standing));
    } else {
      effective(standing);
    }
  }

  private void effective(Standing standing) throws Exception {
    String slot = standing.reception().record().id();
    confirm(slot, standing);
    if (control.leavesOrphans(slot)) {
      long from = standing.from();
      leaving.put(slot, from == Long.MIN_VALUE ? standing.reception().record().timestamp() : from);
      planSweep();
    }
  }

  /** A sweep goes through all keys: rules that leave in a row are swept together. */
  private void planSweep() throws Exception {
    if (operator.now() - lastSweep >= SWEEP_INTERVAL_MILLIS) {
      sweep();
    } else if (!sweepPlanned) {
      sweepPlanned = true;
      operator.at(lastSweep + SWEEP_INTERVAL_MILLIS, this::sweep);
    }
  }

  private void confirm(String slot, Standing standing) {
    Rule rule = standing.rule();
    Stage stage = rule == null ? Stage.OBJECTS : Stage.of(rule);
    String version = standing.reception().version() + " " + standing.active();
    if (stage == operator.of() && !version.equals(confirmed.put(slot, version))) {
      DefinitionReporter.Moment moment =
          new DefinitionReporter.Moment(operator.watermark(), standing.from());
      reporter.report(ControlTopic.RULES.kind(), standing.reception(), moment, this::side);
    }
  }

  /** Ends what removed rules began, once what they were to judge has come. */
  private void sweep() throws Exception {
    sweepPlanned = false;
    if (leaving.isEmpty()) {
      return;
    }
    List<String> due = new ArrayList<>();
    long at = Long.MIN_VALUE;
    boolean idle = eventClock.idle(operator.now());
    long newest = progress.newest();
    for (Map.Entry<String, Long> rule : leaving.entrySet()) {
      if (newest == Long.MIN_VALUE || newest >= rule.getValue() || idle) {
        due.add(rule.getKey());
        at = Math.max(at, rule.getValue());
      }
    }
    if (due.isEmpty()) {
      operator.at(operator.now() + SWEEP_PATIENCE_MILLIS, this::sweep);
      return;
    }
    lastSweep = operator.now();
    due.forEach(leaving::remove);
    swept.addAll(due);
    lingeringUntil = Math.max(lingeringUntil, at);
    operator.sweep(at);
  }

  private void tick() throws Exception {
    operator.at(operator.now() + TICK_MILLIS, this::tick);
    alerts.failures().flush();
    alerts.failures().stopped().forEach(this::stopped);
    if (lingered) {
      lingered = false;
      operator.sweep(lingeringUntil);
    }
    if (!leaving.isEmpty()) {
      sweep();
    }
    operator.prune(swept);
    operator.goOn();
  }

  private void stopped(Failure failure) {
    Standing standing = control.standing(failure.rule().slot());
    if (standing != null && standing.reception().version() == failure.rule().version()) {
      side(
          DefinitionReporter.ACKS,
          reporter.ack(
              ControlTopic.RULES.kind(),
              standing.reception(),
              AckStatus.REJECTED,
              "stopped: " + failure.reason(),
              new DefinitionReporter.Moment(operator.watermark(), standing.from())));
    }
  }

  private <X> void side(OutputTag<X> tag, X value) {
    operator.side(tag, value);
  }
}
