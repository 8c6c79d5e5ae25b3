package io.millrace.jobs.rules;

import io.millrace.jobs.runtime.SerializableClock;
import io.millrace.schemas.avro.Alert;
import io.millrace.schemas.avro.Observation;
import io.millrace.udfs.rules.AlertChange;
import io.millrace.udfs.rules.Key;
import io.millrace.udfs.rules.Output;
import io.millrace.udfs.rules.composite.AlertEvent;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/** Sends what comes out of the engine, and counts it. One for all calls, so that none makes any. */
final class RuleOutput implements Output {
  /** Alerts of versions on trial. */
  static final OutputTag<Alert> SHADOW_ALERTS =
      new OutputTag<>("shadow-alerts", new AvroTypeInfo<>(Alert.class));

  private final RuleOperator<?> operator;
  static final OutputTag<Composed> COMPOSED = new OutputTag<>("composed", Composed.type());

  private final RulesMetrics metrics;
  private final FailureReports failures;
  private long receivedAt = Long.MIN_VALUE;

  RuleOutput(
      RuleOperator<?> operator,
      RulesMetrics metrics,
      SerializableClock clock,
      java.time.Duration failureInterval) {
    this.operator = operator;
    this.metrics = metrics;
    this.failures = new FailureReports(operator, clock, failureInterval);
  }

  /** The same, for what this observation brings about; null for the passing of time. */
  RuleOutput on(@Nullable Observation observation) {
    failures.on(observation);
    receivedAt =
        observation == null ? operator.watermark() : observation.getReceivedAt().toEpochMilli();
    return this;
  }

  FailureReports failures() {
    return failures;
  }

  @Override
  public void alert(AlertChange change) {
    if (change.rule().shadow()) {
      metrics.shadowed();
      operator.side(SHADOW_ALERTS, change.toAlert());
      return;
    }
    switch (change.state()) {
      case OPEN -> metrics.opened();
      case CLEARED -> metrics.cleared();
      case UPDATED -> metrics.updated();
    }
    Alert alert = change.toAlert();
    operator.emit(alert);
    if (operator.of() != Stage.ALERTS) {
      compose(alert);
    }
  }

  /** Hands it to the composite rules that listen to its rule, under each of their keys. */
  private void compose(Alert alert) {
    for (AlertEvent event : operator.composed(alert, receivedAt)) {
      send(event, StateKeys.object(event.objectType(), event.objectId()));
      for (Key group : operator.groups(event)) {
        send(event, StateKeys.group(group));
      }
    }
  }

  private void send(AlertEvent event, String key) {
    Composed composed = new Composed(key, event.objectType(), event.receivedAt(), event.alert());
    operator.side(COMPOSED, composed);
  }

  @Override
  public void failed(Failure failure) {
    metrics.failed();
    failures.failed(failure);
  }
}
