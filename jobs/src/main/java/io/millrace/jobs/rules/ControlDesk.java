package io.millrace.jobs.rules;

import io.millrace.jobs.rules.control.ReceptionProgress;
import io.millrace.jobs.rules.control.RuleControl;
import io.millrace.jobs.rules.control.Standing;
import io.millrace.jobs.rules.control.Stops;
import io.millrace.jobs.runtime.SerializableClock;
import io.millrace.jobs.runtime.definition.ControlRecord;
import io.millrace.jobs.runtime.definition.ControlTopic;
import io.millrace.jobs.runtime.definition.DefinitionReporter;
import io.millrace.schemas.avro.AckStatus;
import io.millrace.schemas.avro.Definition;
import io.millrace.udfs.definition.Outcome;
import io.millrace.udfs.rules.Output.Failure;
import io.millrace.udfs.rules.Rule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.util.OutputTag;

/**
 * What a subtask does about changes of rules as time passes: it confirms each when it takes effect,
 * lets removed rules be swept, and forgets versions that nothing needs. All times are the clock's.
 */
final class ControlDesk {
  /** Versions that failed and are to judge nothing more, on their way to all subtasks. */
  static final OutputTag<Definition> STOPS =
      new OutputTag<>("stops", new AvroTypeInfo<>(Definition.class));

  private static final long TICK_MILLIS = 1000;

  private final RuleOperator<?> operator;
  private final RuleControl control;
  private final ReceptionProgress progress;
  private final Removals removals;
  private final RuleOutput alerts;
  private final RulesMetrics metrics;
  private final SerializableClock clock;
  private final DefinitionReporter reporter;

  /** Versions that this incarnation has confirmed, by slot. */
  private final Map<String, String> confirmed = new HashMap<>();

  ControlDesk(
      RuleOperator<?> operator,
      RuleControl control,
      ReceptionProgress progress,
      Removals removals,
      RuleOutput alerts,
      RulesMetrics metrics,
      SerializableClock clock) {
    this.operator = operator;
    this.control = control;
    this.progress = progress;
    this.removals = removals;
    this.alerts = alerts;
    this.metrics = metrics;
    this.clock = clock;
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
              operator.catalogue().primed(standing);
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
    if (news) {
      operator.catalogue().changed(standing);
    }
    take(standing);
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
      removals.leave(
          slot, from == Long.MIN_VALUE ? standing.reception().record().timestamp() : from);
    }
  }

  private void confirm(String slot, Standing standing) {
    Rule rule = standing.rule();
    Stage stage = rule == null ? Stage.OBJECTS : Stage.of(rule);
    String version = standing.reception().version() + " " + standing.active();
    if (stage == operator.of() && !version.equals(confirmed.put(slot, version))) {
      Definition definition = standing.definition();
      String stopped = definition == null ? null : Stops.reason(definition);
      if (stopped != null) {
        stopped(standing, stopped);
      } else {
        reporter.report(
            ControlTopic.RULES.kind(), standing.reception(), moment(standing), this::side);
      }
    }
  }

  private void tick() throws Exception {
    operator.at(operator.now() + TICK_MILLIS, this::tick);
    alerts.failures().flush();
    stop();
    removals.tick();
    operator.prune(removals.swept());
    operator.goOn();
  }

  /** Tells all subtasks of versions that failed and are to judge nothing more. */
  void stop() {
    for (Failure failure : alerts.failures().stopped()) {
      Standing standing = control.standing(failure.rule().slot());
      Definition definition = standing == null ? null : standing.definition();
      if (standing != null
          && definition != null
          && standing.active()
          && definition.getVersion() == failure.rule().version()) {
        side(STOPS, Stops.of(definition, failure.reason(), clock.instant()));
        stopped(standing, failure.reason());
      }
    }
  }

  private void stopped(Standing standing, String reason) {
    side(
        DefinitionReporter.ACKS,
        reporter.ack(
            ControlTopic.RULES.kind(),
            standing.reception(),
            AckStatus.REJECTED,
            "stopped: " + reason,
            moment(standing)));
  }

  private DefinitionReporter.Moment moment(Standing standing) {
    return new DefinitionReporter.Moment(operator.watermark(), standing.from());
  }

  private <X> void side(OutputTag<X> tag, X value) {
    operator.side(tag, value);
  }
}
