package io.millrace.udfs.rules.pattern;

import io.millrace.schemas.avro.AlertState;
import io.millrace.udfs.rules.AlertChange;
import io.millrace.udfs.rules.Context;
import io.millrace.udfs.rules.Event;
import io.millrace.udfs.rules.RuleHead;
import io.millrace.udfs.rules.StoredEvent;
import io.millrace.udfs.rules.Why;
import io.millrace.udfs.rules.pattern.nfa.Found;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes an alert of each match, and of each partial match that timed out. */
public final class Alerts implements Found<StoredEvent> {
  private final RuleHead head;
  private final PatternSpec spec;
  private final Context context;

  public Alerts(RuleHead head, PatternSpec spec, Context context) {
    this.head = head;
    this.spec = spec;
    this.context = context;
  }

  @Override
  public void matched(Map<String, List<StoredEvent>> stages, long at) {
    context.emit(alert(stages, at, "pattern matched"));
  }

  @Override
  public void timedOut(Map<String, List<StoredEvent>> stages, long at) {
    context.emit(alert(stages, at, "pattern timed out").asPartial());
  }

  @Override
  public void failed(String reason) {
    context.fail(reason);
  }

  @Override
  public void overflowed(String reason) {
    context.fail(reason);
  }

  private AlertChange alert(Map<String, List<StoredEvent>> stages, long at, String reason) {
    List<Why.Step> steps = new ArrayList<>(stages.size());
    List<Event> causes = new ArrayList<>();
    stages.forEach(
        (stage, events) -> {
          steps.add(new Why.Step(stage, List.copyOf(events)));
          causes.addAll(events);
        });
    return new AlertChange(
        head,
        context.key(),
        AlertState.OPEN,
        null,
        1,
        head.severity(),
        null,
        null,
        at,
        at,
        reason,
        Why.of(List.copyOf(causes), spec.sources()).withSteps(steps),
        false,
        false);
  }
}
