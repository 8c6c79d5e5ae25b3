package io.millrace.jobs.rules;

import io.millrace.jobs.runtime.SerializableClock;
import io.millrace.jobs.runtime.definition.DefinitionSnapshot;
import io.millrace.schemas.avro.Observation;
import io.millrace.udfs.rules.ObservationEvent;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Judges observations by the rules that group them by an expression. */
final class EvaluateGroupsOperator extends RuleOperator<Routed> {
  private static final long serialVersionUID = 1L;

  EvaluateGroupsOperator(DefinitionSnapshot rules, RulesTiming timing, SerializableClock clock) {
    super(Stage.GROUPS, rules, timing, clock);
  }

  @Override
  public void processElement1(StreamRecord<Routed> element) throws Exception {
    Routed routed = element.getValue();
    Observation observation = routed.observation();
    judge(new ObservationEvent(observation), StateKeys.key(routed.key()), observation);
  }
}
