package io.millrace.jobs.rules;

import io.millrace.schemas.avro.Alert;
import io.millrace.udfs.rules.AlertChange;
import io.millrace.udfs.rules.Output;
import java.util.function.Consumer;
import org.apache.flink.util.Collector;

/** Sends what comes out of the engine, and counts it. */
record AlertOutput(RulesMetrics metrics, Collector<Alert> alerts, Consumer<Output.Failure> failures)
    implements Output {

  @Override
  public void alert(AlertChange change) {
    switch (change.state()) {
      case OPEN -> metrics.opened();
      case CLEARED -> metrics.cleared();
      case UPDATED -> {}
    }
    alerts.collect(change.toAlert());
  }

  @Override
  public void failed(Failure failure) {
    metrics.failed();
    failures.accept(failure);
  }
}
