package io.millrace.udfs.objectify;

import static io.millrace.udfs.objectify.Sayings.edit;
import static io.millrace.udfs.objectify.Sayings.end;
import static io.millrace.udfs.objectify.Sayings.link;
import static io.millrace.udfs.objectify.Sayings.model;
import static io.millrace.udfs.objectify.Sayings.observed;
import static io.millrace.udfs.objectify.Sayings.op;
import static io.millrace.udfs.objectify.Sayings.row;
import static io.millrace.udfs.objectify.Sayings.to;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.schemas.avro.EditKind;
import io.millrace.schemas.avro.EditOperation;
import io.millrace.schemas.avro.EditOutcome;
import io.millrace.schemas.avro.EditStatus;
import io.millrace.schemas.avro.ObjectEdit;
import io.millrace.schemas.avro.ObjectEvent;
import io.millrace.schemas.avro.ObjectEventKind;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EditorTest {
  private final OneObject machine = new OneObject(model(Map.of("b", Policy.FIRST)));

  @Test
  void an_object_is_created_changed_deleted_and_restored() {
    assertThat(apply("e1", 1, op(EditKind.CREATE, Map.of("a", 1L))).getSeq()).isEqualTo(1);
    assertThat(apply("e2", 2, op(EditKind.CHANGE, Map.of("a", 9L))).getSeq()).isEqualTo(2);
    assertThat(machine.last().getCause().getCommandId()).isEqualTo("e2");
    assertThat(machine.last().getActor()).isEqualTo("user:ann");
    assertThat(apply("e3", 3, op(EditKind.DELETE)).getSeq()).isEqualTo(3);
    assertThat(machine.last().getDeletedBy()).isEqualTo("user:ann");
    apply("e4", 4, op(EditKind.RESTORE));
    assertThat(machine.events())
        .extracting(ObjectEvent::getKind)
        .containsExactly(
            ObjectEventKind.CREATED,
            ObjectEventKind.CHANGED,
            ObjectEventKind.DELETED,
            ObjectEventKind.RESTORED);
    assertThat(machine.told().properties()).containsEntry("a", 9L);
  }

  @Test
  void an_edit_wins_until_something_newer_is_observed_and_always_over_the_first() {
    machine.observed(observed("d", 1, 5, Map.of("a", 1L, "b", 1L)));
    apply("e1", 6, op(EditKind.CHANGE, Map.of("a", 2L, "b", 2L)));
    assertThat(machine.told().properties()).containsEntry("a", 2L).containsEntry("b", 2L);
    machine.observed(observed("d", 2, 7, Map.of("a", 3L, "b", 3L)));
    assertThat(machine.told().properties()).containsEntry("a", 3L).containsEntry("b", 2L);
  }

  @Test
  void of_two_edits_the_later_in_the_partition_counts_whatever_their_clocks() {
    apply("e1", 9, op(EditKind.CREATE, Map.of("a", 1L)));
    apply("e2", 3, op(EditKind.CHANGE, Map.of("a", 2L)));
    assertThat(machine.told().properties()).containsEntry("a", 2L);
  }

  @Test
  void null_takes_a_property_away() {
    machine.observed(observed("d", 1, 1, Map.of("a", 1L)));
    EditOperation away = op(EditKind.CHANGE);
    away.setProperties(new HashMap<>());
    away.getProperties().put("a", null);
    apply("e1", 2, away);
    assertThat(machine.told().properties()).doesNotContainKey("a");
  }

  @Test
  void what_a_person_deleted_stays_so_and_what_is_said_meanwhile_is_kept() {
    machine.observed(observed("d", 1, 1, Map.of("a", 1L)));
    apply("e1", 2, op(EditKind.DELETE));
    machine.observed(observed("d", 2, 3, Map.of("a", 7L)));
    machine.said(row("erp", 1, 1, Map.of("c", 3L)));
    assertThat(machine.events()).hasSize(2);
    apply("e2", 4, op(EditKind.RESTORE));
    assertThat(machine.told().properties()).containsEntry("a", 7L).containsEntry("c", 3L);
    assertThat(machine.events())
        .extracting(event -> event.getCause().getObservationId())
        .contains("observation-2");
  }

  @Test
  void a_person_restores_what_had_vanished() {
    machine.said(row("erp", 1, 1, Map.of("a", 1L), to("machine-site", "s1")));
    machine.end(end("erp", 2, ""));
    apply("e1", 1000, op(EditKind.RESTORE));
    assertThat(machine.told().there()).isTrue();
    assertThat(machine.told().properties()).containsEntry("a", 1L);
    assertThat(machine.told().links()).containsOnlyKeys("machine-site m1 s1");
  }

  @Test
  void links_are_made_and_taken_away() {
    apply(
        "e1",
        1,
        op(EditKind.CREATE),
        link(EditKind.LINK, "machine-site", "s1"),
        link(EditKind.LINK, "machine-part", "p1"),
        link(EditKind.LINK, "machine-part", "p2"));
    assertThat(machine.told().links()).hasSize(3);
    apply(
        "e2",
        2,
        link(EditKind.UNLINK, "machine-site", null),
        link(EditKind.UNLINK, "machine-part", "p1"));
    assertThat(machine.told().links()).containsOnlyKeys("machine-part m1 p2");
  }

  @Test
  void what_a_person_unlinked_no_older_row_links_again() {
    machine.said(row("erp", 1, 1, Map.of(), to("machine-part", "p1")));
    apply("e1", 200, link(EditKind.UNLINK, "machine-part", "p1"));
    machine.said(row("erp", 1, 2, Map.of(), to("machine-part", "p1")));
    assertThat(machine.told().links()).isEmpty();
  }

  @Test
  void all_operations_are_done_or_none() {
    machine.observed(observed("d", 1, 1, Map.of("a", 1L)));
    ObjectEdit edit =
        edit(
            "e1",
            2,
            op(EditKind.CHANGE, Map.of("a", 5L)),
            link(EditKind.LINK, "machine-part", "p1"),
            op(EditKind.CHANGE, Map.of("c", 101L)));
    EditOutcome outcome = machine.edit(edit);
    assertThat(outcome.getCode()).isEqualTo("invalid");
    assertThat(outcome.getReason()).contains("/c");
    assertThat(outcome.getSeq()).isEqualTo(1);
    assertThat(machine.told().properties()).containsEntry("a", 1L);
    machine.observed(observed("d", 2, 3, Map.of("a", 2L)));
    assertThat(machine.told().links()).isEmpty();
  }

  @Test
  void what_does_not_fit_the_object_as_it_is_is_refused() {
    refused("missing", op(EditKind.CHANGE, Map.of("a", 1L)));
    refused("missing", op(EditKind.DELETE));
    refused("missing", op(EditKind.RESTORE));
    refused("missing", link(EditKind.LINK, "machine-part", "p1"));
    machine.observed(observed("d", 1, 1, Map.of("a", 1L)));
    refused("exists", op(EditKind.CREATE));
    refused("exists", op(EditKind.RESTORE));
    refused("invalid", op(EditKind.CHANGE, Map.of("over", true)));
    refused("invalid", op(EditKind.CHANGE, Map.of("id", "m2")));
    refused("invalid", link(EditKind.LINK, "machine-site", null));
    refused("invalid", link(EditKind.UNLINK, "machine-part", null));
    refused("unknown-link", link(EditKind.LINK, "nowhere", "s1"));
    apply("e1", 2, op(EditKind.DELETE));
    refused("deleted", op(EditKind.CREATE));
    refused("deleted", op(EditKind.CHANGE, Map.of("a", 1L)));
    refused("deleted", op(EditKind.DELETE));
  }

  @Test
  void a_stale_edit_is_refused() {
    ObjectEdit create = edit("e1", 1, op(EditKind.CREATE));
    create.setExpectedSeq(0L);
    assertThat(machine.edit(create).getStatus()).isEqualTo(EditStatus.APPLIED);
    ObjectEdit again = edit("e2", 1, op(EditKind.CHANGE, Map.of("a", 1L)));
    again.setExpectedSeq(0L);
    assertThat(machine.edit(again).getCode()).isEqualTo("stale");
    assertThat(machine.events()).hasSize(1);
    again.setExpectedSeq(1L);
    assertThat(machine.edit(again).getSeq()).isEqualTo(2);
  }

  @Test
  void an_edit_needs_a_type_of_the_ontology() {
    OneObject free = new OneObject(Model.free());
    assertThat(free.edit(edit("e1", 1, op(EditKind.CREATE))).getCode()).isEqualTo("unknown-type");
  }

  private EditOutcome apply(String id, int minute, EditOperation... operations) {
    EditOutcome outcome = machine.edit(edit(id, minute, operations));
    assertThat(outcome.getStatus()).as(outcome.getReason()).isEqualTo(EditStatus.APPLIED);
    assertThat(outcome.getSeq()).isEqualTo(machine.last().getSeq());
    return outcome;
  }

  private void refused(String code, EditOperation... operations) {
    EditOutcome outcome = machine.edit(edit("r", 500, operations));
    assertThat(outcome.getStatus()).isEqualTo(EditStatus.REFUSED);
    assertThat(outcome.getCode()).isEqualTo(code);
    assertThat(outcome.getReason()).isNotBlank();
  }
}
