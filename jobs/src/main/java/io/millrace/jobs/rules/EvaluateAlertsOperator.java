package io.millrace.jobs.rules;

import io.millrace.jobs.runtime.SerializableClock;
import io.millrace.jobs.runtime.definition.DefinitionSnapshot;
import io.millrace.udfs.rules.composite.AlertEvent;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Judges alerts by composite rules. */
final class EvaluateAlertsOperator extends RuleOperator<Composed> {
  private static final long serialVersionUID = 1L;

  EvaluateAlertsOperator(DefinitionSnapshot rules, RulesTiming timing, SerializableClock clock) {
    super(Stage.ALERTS, rules, timing, clock);
  }

  @Override
  public void processElement1(StreamRecord<Composed> element) throws Exception {
    Composed composed = element.getValue();
    AlertEvent event =
        AlertEvent.of(composed.alert(), composed.objectType(), composed.receivedAt());
    judge(event, StateKeys.key(composed.key()), null);
  }
}
