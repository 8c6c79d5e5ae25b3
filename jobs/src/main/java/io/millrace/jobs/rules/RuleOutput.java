package io.millrace.jobs.rules;

import io.millrace.jobs.runtime.SerializableClock;
import io.millrace.schemas.avro.Alert;
import io.millrace.udfs.rules.AlertChange;
import io.millrace.udfs.rules.ObservationEvent;
import io.millrace.udfs.rules.Output;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/** Sends what comes out of the engine, and counts it. One for all calls, so that none makes any. */
final class RuleOutput implements Output {
  /** Alerts of versions on trial. */
  static final OutputTag<Alert> SHADOW_ALERTS =
      new OutputTag<>("shadow-alerts", new AvroTypeInfo<>(Alert.class));

  private final org.apache.flink.streaming.api.operators.Output<StreamRecord<Alert>> output;
  private final RulesMetrics metrics;
  private final FailureReports failures;

  RuleOutput(
      String stage,
      org.apache.flink.streaming.api.operators.Output<StreamRecord<Alert>> output,
      RulesMetrics metrics,
      SerializableClock clock,
      java.time.Duration failureInterval) {
    this.output = output;
    this.metrics = metrics;
    this.failures = new FailureReports(stage, output, clock, failureInterval);
  }

  /** The same, for what this observation brings about; null for the passing of time. */
  RuleOutput on(@Nullable ObservationEvent event) {
    failures.on(event == null ? null : event.observation());
    return this;
  }

  FailureReports failures() {
    return failures;
  }

  @Override
  public void alert(AlertChange change) {
    if (change.rule().shadow()) {
      metrics.shadowed();
      output.collect(SHADOW_ALERTS, new StreamRecord<>(change.toAlert()));
      return;
    }
    switch (change.state()) {
      case OPEN -> metrics.opened();
      case CLEARED -> metrics.cleared();
      case UPDATED -> metrics.updated();
    }
    output.collect(new StreamRecord<>(change.toAlert()));
  }

  @Override
  public void failed(Failure failure) {
    metrics.failed();
    failures.failed(failure);
  }
}
