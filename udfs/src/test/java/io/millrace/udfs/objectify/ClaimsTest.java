package io.millrace.udfs.objectify;

import static io.millrace.udfs.objectify.Sayings.end;
import static io.millrace.udfs.objectify.Sayings.minute;
import static io.millrace.udfs.objectify.Sayings.model;
import static io.millrace.udfs.objectify.Sayings.observed;
import static io.millrace.udfs.objectify.Sayings.row;
import static io.millrace.udfs.objectify.Sayings.to;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.schemas.avro.ObjectEvent;
import io.millrace.schemas.avro.ObjectEventKind;
import io.millrace.udfs.Given;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClaimsTest {
  private final OneObject free = new OneObject(Model.free());
  private final OneObject machine = new OneObject(model(Map.of()));

  @Test
  void creates_then_changes_without_gap() {
    free.observed(
        observed("d", 1, 1, Map.of("t", 1.0, "room", "r1")),
        observed("d", 2, 2, Map.of("t", 2.0, "room", "r1")));
    assertThat(free.events())
        .extracting(ObjectEvent::getKind)
        .containsExactly(ObjectEventKind.CREATED, ObjectEventKind.CHANGED);
    ObjectEvent changed = free.last();
    assertThat(changed.getChanged()).containsExactly("t");
    assertThat(changed.getSetBy()).isEqualTo(Map.of("t", 2L, "room", 1L));
    assertThat(changed.getCause().getObservationId()).isEqualTo("observation-2");
    assertThat(changed.getCause().getDefinitionId()).isEqualTo("plant-machine");
    assertThat(changed.getActor()).isEqualTo("device:d");
    assertThat(changed.getCreatedBy()).isEqualTo("device:d");
    assertThat(changed.getCreatedAt()).isEqualTo(minute(1));
    assertThat(free.told().properties()).isEqualTo(Map.of("t", 2.0, "room", "r1"));
  }

  @Test
  void an_object_without_properties_is_created_too() {
    assertThat(free.observed(observed("d", 1, 1, Map.of())).events()).hasSize(1);
  }

  @Test
  void the_same_again_and_a_replay_are_no_event() {
    free.observed(observed("d", 1, 1, Map.of("t", 1.0)), observed("d", 2, 2, Map.of("t", 2.0)));
    free.observed(observed("d", 1, 1, Map.of("t", 1.0)), observed("d", 3, 3, Map.of("t", 2.0)));
    assertThat(free.events()).hasSize(2);
  }

  @Test
  void what_comes_late_does_not_hide_what_is_newer() {
    free.observed(
        observed("d", 1, 5, Map.of("t", 5.0)), observed("d", 2, 3, Map.of("t", 3.0, "u", 1L)));
    assertThat(free.last().getProperties()).isEqualTo(Map.of("t", 5.0, "u", 1L));
    assertThat(free.last().getChanged()).containsExactly("u");
  }

  @Test
  void a_source_corrects_what_it_said_of_the_same_time() {
    free.observed(observed("d", 1, 1, Map.of("t", 9.0)), observed("d", 2, 1, Map.of("t", 1.0)));
    assertThat(free.last().getKind()).isEqualTo(ObjectEventKind.CORRECTED);
    assertThat(free.told().properties()).containsEntry("t", 1.0);
    free.observed(observed("e", 3, 1, Map.of("t", 2.0)));
    assertThat(free.last().getKind()).isEqualTo(ObjectEventKind.CHANGED);
  }

  @Test
  void a_reloaded_row_of_the_same_time_is_a_correction() {
    machine.said(row("erp", 1, 1, minute(7), 0, Map.of("a", 1L, "b", 2L)));
    machine.said(row("erp", 2, 1, minute(7), 0, Map.of("a", 3L)));
    assertThat(machine.last().getKind()).isEqualTo(ObjectEventKind.CORRECTED);
    assertThat(machine.last().getChanged()).containsExactly("a", "b");
    assertThat(machine.last().getCause().getDatasetVersion()).isEqualTo(2);
    assertThat(machine.last().getCause().getRow()).isEqualTo(1);
    assertThat(machine.told().properties()).doesNotContainKey("b");
  }

  @Test
  void priority_counts_before_time_where_that_is_asked_for() {
    OneObject object = new OneObject(model(Map.of("a", Policy.PRIORITY, "b", Policy.FIRST)));
    object.said(row("erp", 1, 1, minute(1), 5, Map.of("a", 1L, "b", 1L, "c", 1L)));
    object.said(row("mes", 1, 1, minute(2), 0, Map.of("a", 2L, "b", 2L, "c", 2L)));
    object.said(row("old", 1, 1, minute(0), 0, Map.of("b", 0L)));
    assertThat(object.told().properties())
        .containsEntry("a", 1L)
        .containsEntry("b", 0L)
        .containsEntry("c", 2L);
  }

  @Test
  void a_claim_comes_back_with_its_cause_when_the_winner_is_taken_back() {
    machine.observed(observed("d", 1, 1, Map.of("a", 1L)));
    machine.said(row("mes", 1, 4, Map.of("a", 2L, "b", 3L, "c", 4L)));
    machine.said(row("erp", 2, 1, Map.of("a", 9L, "b", 9L, "c", 9L, "limit", 1L)));
    machine.end(end("mes", 2, ""));
    assertThat(machine.events()).as("hidden by a newer row").hasSize(3);
    machine.said(row("mes", 3, 5, minute(150), 0, Map.of("b", 3L)));
    machine.end(end("erp", 3, ""));
    ObjectEvent removed = machine.events().get(3);
    ObjectEvent fromDevice = machine.events().get(4);
    ObjectEvent fromRow = machine.events().get(5);
    assertThat(removed.getChanged()).contains("c", "limit");
    assertThat(removed.getCause().getDatasetId()).isEqualTo("erp");
    assertThat(fromDevice.getCause().getObservationId()).isEqualTo("observation-1");
    assertThat(fromDevice.getChanged()).contains("a");
    assertThat(fromRow.getCause().getRow()).isEqualTo(5);
    assertThat(fromRow.getActor()).isEqualTo("dataset:erp");
    assertThat(machine.told().properties()).containsEntry("a", 1L).containsEntry("b", 3L);
  }

  @Test
  void an_object_goes_with_its_last_row_and_comes_back_with_the_next() {
    machine.said(row("erp", 1, 1, Map.of("a", 9L), to("machine-site", "s1")));
    machine.end(end("erp", 2, ""));
    assertThat(machine.events())
        .extracting(ObjectEvent::getKind)
        .endsWith(ObjectEventKind.UNLINKED, ObjectEventKind.DELETED);
    assertThat(machine.last().getDeletedBy()).isEqualTo("dataset:erp");
    assertThat(machine.last().getProperties()).as("as it was").containsEntry("a", 9L);
    machine.said(row("erp", 1, 1, Map.of("a", 9L), to("machine-site", "s1")));
    assertThat(machine.told().there()).as("a late copy").isFalse();
    machine.said(row("erp", 3, 1, Map.of("a", 9L), to("machine-site", "s1")));
    assertThat(machine.events())
        .extracting(ObjectEvent::getKind)
        .endsWith(ObjectEventKind.RESTORED, ObjectEventKind.LINKED);
    assertThat(machine.last().getDeletedAt()).isNull();
  }

  @Test
  void a_row_that_vanished_can_be_marked() {
    machine.said(row("erp", 1, 1, Map.of("a", 1L, "gone", false)));
    machine.end(end("erp", 2, "gone"));
    assertThat(machine.told().there()).isTrue();
    assertThat(machine.told().properties()).containsEntry("gone", true).containsEntry("a", 1L);
    machine.said(row("erp", 3, 1, Map.of("a", 1L, "gone", false)));
    assertThat(machine.told().properties()).containsEntry("gone", false);
  }

  @Test
  void key_defaults_and_what_is_computed_are_told() {
    machine.observed(observed("d", 1, 1, Map.of("a", 9L)));
    assertThat(machine.told().properties())
        .isEqualTo(Map.of("id", "m1", "a", 9L, "limit", 5L, "over", true));
    machine.observed(observed("d", 2, 2, Map.of("limit", 10L)));
    assertThat(machine.last().getChanged()).containsExactly("limit", "over");
    assertThat(machine.last().getSetBy()).containsEntry("over", 2L).containsEntry("a", 1L);
  }

  @Test
  void a_link_to_at_most_one_moves_and_one_of_many_stays() {
    machine.said(
        row("erp", 1, 1, Map.of(), to("machine-site", "s1", "since", 4L), to("machine-part", "p1")),
        row("erp", 1, 2, Map.of(), to("machine-site", "s2"), to("machine-part", "p2")));
    assertThat(machine.told().links())
        .containsOnlyKeys("machine-site m1 s2", "machine-part m1 p1", "machine-part m1 p2")
        .containsEntry("machine-part m1 p1", Map.of("count", 1L));
  }

  @Test
  void a_link_is_told_from_its_source_to_its_target_whoever_owns_it() {
    machine.said(row("erp", 1, 1, Map.of(), to("site-guard", "s1")));
    assertThat(machine.last().getLink().getSourceType()).isEqualTo("site");
    assertThat(machine.last().getLink().getSourceId()).isEqualTo("s1");
    assertThat(machine.last().getLink().getTargetId()).isEqualTo("m1");
  }

  @Test
  void links_to_many_go_with_the_rows_that_said_them() {
    machine.said(
        row("erp", 1, 1, Map.of(), to("machine-part", "p1")),
        row("erp", 1, 2, Map.of(), to("machine-part", "p2")),
        row("erp", 2, 1, Map.of(), to("machine-part", "p1")));
    assertThat(machine.told().links()).hasSize(2);
    machine.end(end("erp", 2, ""));
    assertThat(machine.told().links()).containsOnlyKeys("machine-part m1 p1");
    assertThat(machine.last().getCause().getDatasetVersion()).isEqualTo(2);
  }

  @Test
  void what_the_ontology_refuses_is_set_aside_and_the_rest_is_taken() {
    SaidCheck.Result result =
        SaidCheck.of(
            row(
                "erp",
                1,
                1,
                Map.of("a", 1L, "c", 101L, "id", "m2", "what", 1L, "over", true),
                to("machine-site", "s1"),
                to("nowhere", "x"),
                to("machine-part", "p1", "count", "many")),
            model(Map.of()));
    assertThat(result.said().getProperties()).isEqualTo(Map.of("a", 1L));
    assertThat(result.said().getLinks()).hasSize(2);
    assertThat(result.refused())
        .extracting(refused -> refused.code() + " " + refused.path())
        .containsExactlyInAnyOrder(
            "out-of-range /c",
            "bad-key /id",
            "unknown-property /what",
            "computed /over",
            "unknown-link /links/nowhere",
            "wrong-type /links/machine-part/count");
  }

  @Test
  void types_that_the_ontology_lacks_are_free() {
    var observation = Given.observation(1, 1, Map.of("anything", 1L));
    observation.setObjectType("other");
    SaidCheck.Result result = SaidCheck.of(ObservationSaid.of(observation), model(Map.of()));
    assertThat(result.refused()).isEmpty();
    assertThat(result.said().getProperties()).containsEntry("anything", 1L);
  }
}
