package io.millrace.udfs.rules.host;

import io.millrace.schemas.avro.Alert;
import io.millrace.udfs.rules.AlertChange;
import io.millrace.udfs.rules.Output;
import java.util.ArrayList;
import java.util.List;

/** Keeps all that comes out of the engine. */
public final class Recorded implements Output {
  private final List<Alert> alerts = new ArrayList<>();
  private final List<Failure> failures = new ArrayList<>();

  @Override
  public void alert(AlertChange change) {
    alerts.add(change.toAlert());
  }

  @Override
  public void failed(Failure failure) {
    failures.add(failure);
  }

  /** In the order in which they were sent. */
  public List<Alert> alerts() {
    return alerts;
  }

  public List<Failure> failures() {
    return failures;
  }
}
