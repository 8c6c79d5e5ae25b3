package io.millrace.udfs.rules;

import static io.millrace.udfs.Given.definition;
import static io.millrace.udfs.Given.observation;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.schemas.avro.Alert;
import io.millrace.schemas.avro.AlertState;
import io.millrace.udfs.Given;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ThresholdRuleTest {
  private static final String HYSTERESIS =
      """
      {"id": "hot", "kind": "threshold", "objectType": "machine", "severity": "critical",
       "condition": "temperature > 90", "clear": "temperature < 80",
       "message": "{objectId} has {temperature} and {nothing}"}""";
  private static final String PLAIN =
      """
      {"id": "hot", "kind": "threshold", "objectType": "machine",
       "condition": "temperature > 90.0"}""";

  @Test
  void opensOnceAndClearsAtTheClearCondition() throws Exception {
    ThresholdRule rule = rule(HYSTERESIS);
    assertThat(rule.evaluate(temperature(1, 90.0), null)).isInstanceOf(Evaluation.Unchanged.class);
    Alert open = opened(rule, 2, 91.0);
    assertThat(rule.evaluate(temperature(3, 99.0), open)).isInstanceOf(Evaluation.Unchanged.class);
    assertThat(rule.evaluate(temperature(4, 85.0), open)).isInstanceOf(Evaluation.Unchanged.class);
    Alert cleared = ((Evaluation.Cleared) rule.evaluate(temperature(5, 79.0), open)).alert();
    assertThat(cleared.getId()).isEqualTo(open.getId());
    assertThat(cleared.getSeq()).isEqualTo(2);
    assertThat(cleared.getState()).isEqualTo(AlertState.CLEARED);
    assertThat(cleared.getClearedAt()).isEqualTo(Given.NOON.plusSeconds(300));
    assertThat(cleared.getCauses()).hasSize(2);
  }

  @Test
  void withoutClearItClearsWhenTheConditionNoLongerHolds() throws Exception {
    ThresholdRule rule = rule(PLAIN);
    Alert open = opened(rule, 1, 91.0);
    assertThat(rule.evaluate(temperature(2, 90.0), open)).isInstanceOf(Evaluation.Cleared.class);
  }

  @Test
  void saysWhy() throws Exception {
    Alert open = opened(rule(HYSTERESIS), 2, 91.0);
    assertThat(open.getMessage()).isEqualTo("m1 has 91.0 and ?");
    assertThat(open.getSeverity()).isEqualTo("critical");
    assertThat(open.getRuleVersion()).isEqualTo(6);
    assertThat(open.getCauses().get(0).getValues()).isEqualTo(Map.of("temperature", 91.0));
    assertThat(open.getCauses().get(0).getEventId()).isEqualTo("observation-2");
  }

  @Test
  void theIdComesFromTheOpeningEvent() throws Exception {
    ThresholdRule rule = rule(PLAIN);
    assertThat(opened(rule, 2, 91.0).getId()).isEqualTo(opened(rule, 2, 91.0).getId());
    assertThat(opened(rule, 2, 91.0).getId()).isNotEqualTo(opened(rule, 3, 91.0).getId());
  }

  @Test
  void anObservationWithoutThePropertyChangesNothing() throws Exception {
    ThresholdRule rule = rule(HYSTERESIS);
    Alert open = opened(rule, 1, 91.0);
    assertThat(rule.evaluate(observation(2, 2, Map.of("load", 1.0)), null))
        .isInstanceOf(Evaluation.Unchanged.class);
    assertThat(rule.evaluate(observation(2, 2, Map.of("load", 1.0)), open))
        .isInstanceOf(Evaluation.Unchanged.class);
  }

  @Test
  void aTypeThatChangedIsReportedNotThrown() throws Exception {
    assertThat(rule(PLAIN).evaluate(observation(1, 1, Map.of("temperature", "hot")), null))
        .isInstanceOf(Evaluation.Failed.class);
  }

  @Test
  void aRemovedRuleClearsItsAlert() throws Exception {
    Alert gone = ThresholdRule.removed(opened(rule(PLAIN), 1, 91.0), "rule removed", Given.NOON);
    assertThat(gone.getClearedAt()).isEqualTo(Given.NOON);
    assertThat(gone.getState()).isEqualTo(AlertState.CLEARED);
    assertThat(gone.getSeq()).isEqualTo(2);
  }

  private static Alert opened(ThresholdRule rule, int offset, double temperature) {
    return ((Evaluation.Changed) rule.evaluate(temperature(offset, temperature), null)).alert();
  }

  private static io.millrace.schemas.avro.Observation temperature(int offset, double value) {
    return observation(offset, offset, Map.of("temperature", value));
  }

  private static ThresholdRule rule(String document) throws Exception {
    return new RuleCompiler(PropertyTypes.unknown())
        .compile(definition("rule", "hot", 6, document));
  }
}
