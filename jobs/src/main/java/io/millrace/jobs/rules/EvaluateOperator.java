package io.millrace.jobs.rules;

import io.millrace.jobs.runtime.SerializableClock;
import io.millrace.jobs.runtime.definition.DefinitionSnapshot;
import io.millrace.schemas.avro.Observation;
import io.millrace.udfs.rules.Key;
import io.millrace.udfs.rules.ObservationEvent;
import java.util.List;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Judges observations by the rules of their object, and hands each on to the keys that rules with
 * {@code by} group it under. Where no rule has one, nothing is handed on, and nothing is paid.
 */
final class EvaluateOperator extends RuleOperator<Observation> {
  static final OutputTag<Routed> ROUTED = new OutputTag<>("routed", Routed.type());
  private static final long serialVersionUID = 1L;

  EvaluateOperator(DefinitionSnapshot rules, RulesTiming timing, SerializableClock clock) {
    super(Stage.OBJECTS, rules, timing, clock);
  }

  @Override
  public void processElement1(StreamRecord<Observation> element) throws Exception {
    ObservationEvent event = new ObservationEvent(element.getValue());
    if (!judge(event, Key.object(event), element.getValue())) {
      return;
    }
    List<Key> groups = groups(event);
    for (int i = 0; i < groups.size(); i++) {
      Routed routed = new Routed(StateKeys.group(groups.get(i)), element.getValue());
      side(ROUTED, routed);
    }
  }
}
