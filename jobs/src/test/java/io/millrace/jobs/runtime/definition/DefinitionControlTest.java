package io.millrace.jobs.runtime.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.millrace.jobs.Given;
import io.millrace.schemas.avro.Definition;
import io.millrace.udfs.definition.Outcome;
import io.millrace.udfs.rules.PropertyTypes;
import io.millrace.udfs.rules.Rule;
import io.millrace.udfs.rules.RuleCompiler;
import java.util.List;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.core.fs.CloseableRegistry;
import org.apache.flink.runtime.state.DefaultOperatorStateBackendBuilder;
import org.junit.jupiter.api.Test;

class DefinitionControlTest {
  private static final String ID = "overheat";
  private final BroadcastState<String, Definition> lastGood = emptyState();
  private final DefinitionControl<Rule> control = control();

  @Test
  void what_stands_at_the_start_is_in_force_at_once() throws Exception {
    control.prime(List.of(Given.rule(3, 1, Given.OVERHEAT)));
    assertThat(control.table().get(ID)).isNotNull();
  }

  @Test
  void its_own_record_on_the_stream_still_tells_what_became_of_it() throws Exception {
    control.prime(List.of(Given.rule(3, 1, Given.OVERHEAT)));
    assertThat(control.receive(Given.rule(3, 1, Given.OVERHEAT)))
        .containsExactly(new Reception(Given.rule(3, 1, Given.OVERHEAT), 1, new Outcome.InForce()));
    assertThat(lastGood.contains(ID)).isTrue();
  }

  @Test
  void older_records_on_the_stream_change_nothing() throws Exception {
    control.prime(List.of(Given.rule(3, 2, Given.OVERHEAT)));
    assertThat(control.receive(Given.rule(1, 1, "temperature > 1.0"))).isEmpty();
    assertThat(control.table().get(ID).version()).isEqualTo(2);
  }

  @Test
  void a_definition_from_before_its_tombstone_does_not_come_back() throws Exception {
    control.prime(List.of(Given.tombstone(ControlTopic.RULES, 3, ID)));
    assertThat(control.receive(Given.rule(1, 1, Given.OVERHEAT))).isEmpty();
    assertThat(control.table().get(ID)).isNull();
  }

  @Test
  void a_tombstone_removes_and_any_version_may_follow() throws Exception {
    control.receive(Given.rule(1, 5, Given.OVERHEAT));
    assertThat(control.receive(Given.tombstone(ControlTopic.RULES, 2, ID)))
        .extracting(Reception::version, Reception::outcome)
        .containsExactly(tuple(5L, new Outcome.Removed()));
    assertThat(control.table().get(ID)).isNull();
    assertThat(lastGood.contains(ID)).isFalse();
    assertThat(control.receive(Given.rule(3, 1, Given.OVERHEAT)))
        .extracting(Reception::version, Reception::outcome)
        .containsExactly(tuple(1L, new Outcome.InForce()));
  }

  @Test
  void the_same_version_again_is_ignored() throws Exception {
    control.receive(Given.rule(1, 1, Given.OVERHEAT));
    assertThat(control.receive(Given.rule(2, 1, "temperature > 1.0"))).isEmpty();
  }

  @Test
  void a_broken_version_leaves_the_last_good_one_in_force() throws Exception {
    control.receive(Given.rule(1, 1, Given.OVERHEAT));
    List<Reception> broken = control.receive(Given.rule(2, 2, "temperature >"));
    assertThat(broken).hasSize(1);
    assertThat(broken.get(0).outcome()).isInstanceOf(Outcome.Rejected.class);
    assertThat(control.table().get(ID).version()).isEqualTo(1);
  }

  @Test
  void the_last_good_one_is_in_force_after_a_restart_although_the_topic_lost_it() throws Exception {
    control.receive(Given.rule(1, 1, Given.OVERHEAT));
    control.receive(Given.rule(2, 2, "temperature >"));
    DefinitionControl<Rule> restarted = control();
    restarted.prime(List.of(Given.rule(2, 2, "temperature >")));
    assertThat(restarted.table().get(ID).version()).isEqualTo(1);
  }

  @Test
  void what_left_the_topic_is_not_in_force_after_a_restart() throws Exception {
    control.receive(Given.rule(1, 1, Given.OVERHEAT));
    DefinitionControl<Rule> restarted = control();
    restarted.prime(List.of());
    assertThat(restarted.table().values()).isEmpty();
  }

  @Test
  void a_paused_definition_is_not_in_force() throws Exception {
    control.receive(Given.rule(1, 1, Given.OVERHEAT));
    assertThat(control.receive(Given.paused(ControlTopic.RULES, 2, ID, 2)))
        .extracting(Reception::version, Reception::outcome)
        .containsExactly(tuple(2L, new Outcome.Removed()));
    assertThat(control.table().get(ID)).isNull();
  }

  private DefinitionControl<Rule> control() {
    return new DefinitionControl<>(new RuleCompiler(PropertyTypes.unknown()), lastGood);
  }

  private static BroadcastState<String, Definition> emptyState() {
    try {
      return new DefaultOperatorStateBackendBuilder(
              DefinitionControlTest.class.getClassLoader(),
              new ExecutionConfig(),
              false,
              List.of(),
              new CloseableRegistry())
          .build()
          .getBroadcastState(ControlTopic.RULES.lastGood());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
