package io.millrace.udfs.rules.host;

import io.millrace.schemas.avro.Alert;
import io.millrace.udfs.rules.AlertChange;
import io.millrace.udfs.rules.Output;
import io.millrace.udfs.rules.Rule;
import io.millrace.udfs.rules.composite.AlertEvent;
import io.millrace.udfs.rules.composite.CompositeFeed;

/** Hands alerts on to composite rules, which a host of their own judges, beside sending them. */
final class ComposedOutput implements Output {
  private final CompositeFeed feed = new CompositeFeed();
  private final RuleHost composites;
  private final Output output;
  private long receivedAt;

  ComposedOutput(Output output) {
    this.output = output;
    this.composites = RuleHost.ofOneStep(output);
  }

  boolean put(Rule rule) {
    feed.put(rule);
    return composites.put(rule);
  }

  void remove(String slot, long at) {
    composites.remove(slot, at);
    feed.remove(slot);
  }

  RuleHost composites() {
    return composites;
  }

  /** When what follows was received: epoch milliseconds. */
  void receivedAt(long time) {
    receivedAt = time;
  }

  @Override
  public void alert(AlertChange change) {
    output.alert(change);
    if (feed.listens(change.rule().id())) {
      Alert alert = change.toAlert();
      for (AlertEvent event : feed.events(alert, receivedAt)) {
        composites.onEvent(event);
      }
    }
  }

  @Override
  public void failed(Failure failure) {
    output.failed(failure);
  }
}
