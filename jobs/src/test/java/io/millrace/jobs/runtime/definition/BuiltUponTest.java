package io.millrace.jobs.runtime.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.millrace.jobs.Given;
import io.millrace.schemas.avro.Definition;
import io.millrace.udfs.definition.Outcome;
import io.millrace.udfs.mapping.Mapping;
import io.millrace.udfs.mapping.MappingCompiler;
import java.util.List;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.core.fs.CloseableRegistry;
import org.apache.flink.runtime.state.DefaultOperatorStateBackendBuilder;
import org.junit.jupiter.api.Test;

/** Mappings that extend another, as a subtask takes them. */
class BuiltUponTest {
  private final BroadcastState<String, Definition> lastGood = emptyState();
  private final DefinitionControl<Mapping> control = control();

  @Test
  void at_the_start_any_order_will_do() throws Exception {
    control.prime(List.of(child(2, 1), base(1, 1, "room")));
    assertThat(type("child")).isEqualTo("room");
    DefinitionControl<Mapping> other = control();
    other.prime(List.of(base(1, 1, "room"), child(2, 1)));
    assertThat(other.table().get("child")).isNotNull();
  }

  @Test
  void what_stood_at_the_start_is_told_when_its_record_comes() throws Exception {
    control.prime(List.of(child(1, 1), base(2, 1, "room")));
    assertThat(control.receive(child(1, 1)))
        .extracting(r -> r.record().id(), Reception::outcome)
        .containsExactly(tuple("child", new Outcome.InForce()));
    assertThat(control.receive(base(2, 1, "room")))
        .extracting(r -> r.record().id(), Reception::outcome)
        .containsExactly(tuple("base", new Outcome.InForce()));
  }

  @Test
  void one_that_comes_before_its_base_waits_for_it() throws Exception {
    assertThat(control.receive(child(1, 1)))
        .extracting(r -> r.record().id(), Reception::outcome)
        .containsExactly(tuple("child", new Outcome.Waiting("base")));
    assertThat(control.table().values()).isEmpty();
    assertThat(control.receive(base(2, 1, "room")))
        .extracting(r -> r.record().id(), Reception::outcome)
        .containsExactly(
            tuple("base", new Outcome.InForce()), tuple("child", new Outcome.InForce()));
    assertThat(type("child")).isEqualTo("room");
  }

  @Test
  void a_changed_base_changes_all_that_is_built_upon_it() throws Exception {
    control.receive(base(1, 1, "room"));
    control.receive(child(2, 1));
    control.receive(extending(3, "grandchild", "child", 1));
    assertThat(control.receive(base(4, 2, "hall")))
        .extracting(r -> r.record().id())
        .containsExactly("base", "child", "grandchild");
    assertThat(type("child")).isEqualTo("hall");
    assertThat(type("grandchild")).isEqualTo("hall");
  }

  @Test
  void a_broken_base_changes_nothing() throws Exception {
    control.receive(base(1, 1, "room"));
    control.receive(child(2, 1));
    assertThat(control.receive(base(3, 2, "No Type"))).hasSize(1);
    assertThat(type("child")).isEqualTo("room");
  }

  @Test
  void without_its_base_the_last_good_one_stays_also_after_a_restart() throws Exception {
    control.receive(base(1, 1, "room"));
    control.receive(child(2, 1));
    assertThat(control.receive(Given.tombstone(ControlTopic.MAPPINGS, 3, "base")))
        .extracting(r -> r.record().id(), Reception::outcome)
        .containsExactly(
            tuple("base", new Outcome.Removed()), tuple("child", new Outcome.Waiting("base")));
    assertThat(type("child")).isEqualTo("room");
    DefinitionControl<Mapping> restarted = control();
    restarted.prime(List.of(child(2, 1)));
    assertThat(restarted.table().get("child").objectType()).isEqualTo("room");
    restarted.receive(base(4, 1, "hall"));
    assertThat(restarted.table().get("child").objectType()).isEqualTo("hall");
  }

  @Test
  void a_round_is_refused_and_what_was_good_stays() throws Exception {
    control.receive(base(1, 1, "room"));
    control.receive(child(2, 1));
    List<Reception> round = control.receive(extending(3, "base", "child", 2));
    assertThat(round.get(0).outcome().toString()).contains("base → child → base");
    assertThat(type("base")).isEqualTo("room");
    assertThat(control.receive(base(4, 3, "hall"))).hasSize(2);
    assertThat(type("child")).isEqualTo("hall");
  }

  private String type(String id) {
    return control.table().get(id).objectType();
  }

  private static ControlRecord base(long offset, long version, String objectType) {
    String document =
        """
        {"id": "base", "objectType": "%s", "match": {"source": "plant"},
         "fields": {"t": {"expression": "payload.t", "type": "double"}}}"""
            .formatted(objectType);
    return Given.control(ControlTopic.MAPPINGS, offset, "base", version, document);
  }

  private static ControlRecord child(long offset, long version) {
    return extending(offset, "child", "base", version);
  }

  private static ControlRecord extending(long offset, String id, String base, long version) {
    String document = "{\"id\": \"%s\", \"extends\": \"%s\"}".formatted(id, base);
    return Given.control(ControlTopic.MAPPINGS, offset, id, version, document);
  }

  private DefinitionControl<Mapping> control() {
    return new DefinitionControl<>(new MappingCompiler(), lastGood);
  }

  private static BroadcastState<String, Definition> emptyState() {
    try {
      return new DefaultOperatorStateBackendBuilder(
              BuiltUponTest.class.getClassLoader(),
              new ExecutionConfig(),
              false,
              List.of(),
              new CloseableRegistry())
          .build()
          .getBroadcastState(ControlTopic.MAPPINGS.lastGood());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
