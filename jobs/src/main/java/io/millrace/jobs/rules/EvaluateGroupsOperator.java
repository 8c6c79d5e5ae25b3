package io.millrace.jobs.rules;

import io.millrace.jobs.runtime.SerializableClock;
import io.millrace.jobs.runtime.definition.DefinitionSnapshot;
import io.millrace.udfs.rules.Key;
import io.millrace.udfs.rules.ObservationEvent;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Judges observations by the rules that group them by an expression. */
final class EvaluateGroupsOperator extends RuleOperator<Routed> {
  private static final long serialVersionUID = 1L;

  EvaluateGroupsOperator(DefinitionSnapshot rules, RulesTiming timing, SerializableClock clock) {
    super(RulesTopology.EVALUATE_GROUPS, false, rules, timing, clock);
  }

  @Override
  public void processElement1(StreamRecord<Routed> element) throws Exception {
    Routed routed = element.getValue();
    judge(new ObservationEvent(routed.observation()), key(routed.key()));
  }

  @Override
  Key key(String text) {
    return StateKeys.groupKey(text);
  }
}
