package io.millrace.udfs.rules.threshold;

import static io.millrace.udfs.Given.definition;
import static io.millrace.udfs.Given.observation;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.schemas.avro.Alert;
import io.millrace.schemas.avro.AlertState;
import io.millrace.udfs.Given;
import io.millrace.udfs.rules.ObservationEvent;
import io.millrace.udfs.rules.PropertyTypes;
import io.millrace.udfs.rules.RuleCompiler;
import io.millrace.udfs.rules.host.Recorded;
import io.millrace.udfs.rules.host.RuleHost;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ThresholdTest {
  private static final String HYSTERESIS =
      """
      {"id": "hot", "kind": "threshold", "objectType": "machine", "severity": "critical",
       "condition": "temperature > 90", "clear": "temperature < 80",
       "message": "{objectId} has {temperature} and {nothing}"}""";
  private static final String PLAIN =
      """
      {"id": "hot", "kind": "threshold", "objectType": "machine",
       "condition": "temperature > 90.0"}""";

  private final Recorded recorded = new Recorded();
  private final RuleHost host = new RuleHost(recorded);

  @Test
  void opensOnceAndClearsAtTheClearCondition() throws Exception {
    rule(HYSTERESIS);
    temperatures(90.0, 91.0, 99.0, 85.0, 79.0);
    assertThat(states()).containsExactly(AlertState.OPEN, AlertState.CLEARED);
    Alert open = alert(0);
    Alert cleared = alert(1);
    assertThat(cleared.getId()).isEqualTo(open.getId());
    assertThat(cleared.getSeq()).isEqualTo(2);
    assertThat(cleared.getClearedAt()).isEqualTo(Given.NOON.plusSeconds(300));
    assertThat(cleared.getCauses()).hasSize(2);
  }

  @Test
  void withoutClearItClearsWhenTheConditionNoLongerHolds() throws Exception {
    rule(PLAIN);
    temperatures(91.0, 90.0);
    assertThat(states()).containsExactly(AlertState.OPEN, AlertState.CLEARED);
    assertThat(host.keys()).isZero();
  }

  @Test
  void saysWhy() throws Exception {
    rule(HYSTERESIS);
    temperatures(80.0, 91.0);
    Alert open = alert(0);
    assertThat(open.getMessage()).isEqualTo("m1 has 91.0 and ?");
    assertThat(open.getSeverity()).isEqualTo("critical");
    assertThat(open.getRuleVersion()).isEqualTo(6);
    assertThat(open.getKind()).isEqualTo("threshold");
    assertThat(open.getKey()).isEqualTo("machine/m1");
    assertThat(open.getCauses().get(0).getValues()).isEqualTo(Map.of("temperature", 91.0));
    assertThat(open.getCauses().get(0).getEventId()).isEqualTo("observation-2");
    assertThat(open.getThresholds())
        .isEqualTo(Map.of("condition", "temperature > 90", "clear", "temperature < 80"));
  }

  @Test
  void theIdComesFromTheOpeningEvent() throws Exception {
    rule(PLAIN);
    temperatures(91.0, 80.0, 91.0);
    // As release 0.1 derived it, so that its open alerts are cleared under the same id.
    assertThat(alert(0).getId())
        .isEqualTo(io.millrace.udfs.Ids.derive("hot", "machine", "m1", "observation-1"));
    assertThat(alert(2).getId()).isNotEqualTo(alert(0).getId());
  }

  @Test
  void anObservationWithoutThePropertyChangesNothing() throws Exception {
    rule(HYSTERESIS);
    observe(1, Map.of("load", 1.0));
    observe(2, Map.of("temperature", 91.0));
    observe(3, Map.of("load", 1.0));
    assertThat(states()).containsExactly(AlertState.OPEN);
  }

  @Test
  void aTypeThatChangedIsReportedNotThrown() throws Exception {
    rule(PLAIN);
    observe(1, Map.of("temperature", "hot"));
    assertThat(recorded.failures()).extracting(f -> f.rule().id()).containsExactly("hot");
    assertThat(recorded.alerts()).isEmpty();
  }

  @Test
  void aRemovedRuleClearsItsAlert() throws Exception {
    rule(PLAIN);
    temperatures(91.0);
    host.remove("hot", Given.NOON.toEpochMilli());
    Alert gone = alert(1);
    assertThat(gone.getClearedAt()).isEqualTo(Given.NOON);
    assertThat(gone.getState()).isEqualTo(AlertState.CLEARED);
    assertThat(gone.getSeq()).isEqualTo(2);
    assertThat(host.keys()).isZero();
  }

  private void temperatures(double... values) {
    for (int i = 0; i < values.length; i++) {
      observe(i + 1, Map.of("temperature", values[i]));
    }
  }

  private void observe(int offset, Map<String, ?> properties) {
    host.onEvent(new ObservationEvent(observation(offset, offset, properties)));
  }

  private List<AlertState> states() {
    return recorded.alerts().stream().map(Alert::getState).toList();
  }

  private Alert alert(int place) {
    return recorded.alerts().get(place);
  }

  private void rule(String document) throws Exception {
    host.put(
        new RuleCompiler(PropertyTypes.unknown()).compile(definition("rule", "hot", 6, document)));
  }
}
