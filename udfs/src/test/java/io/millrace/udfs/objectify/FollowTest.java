package io.millrace.udfs.objectify;

import static io.millrace.udfs.objectify.Sayings.end;
import static io.millrace.udfs.objectify.Sayings.minute;
import static io.millrace.udfs.objectify.Sayings.observed;
import static io.millrace.udfs.objectify.Sayings.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.schemas.avro.ObjectEvent;
import io.millrace.schemas.avro.ObjectEventKind;
import io.millrace.udfs.ontology.Documents;
import io.millrace.udfs.ontology.Ontology;
import io.millrace.udfs.ontology.instance.Shapes;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Objects follow the ontology though nobody says anything of them. */
class FollowTest {
  private static final OntologyChange CHANGE = new OntologyChange(2, minute(9));
  private static final String OVER =
      "'over': {'title': 'O', 'type': 'boolean', 'computed': 'a > limit'}";
  private static final String BEFORE = limit("'default': 5") + ", " + OVER;

  private final OneObject machine = new OneObject(model(BEFORE));

  @Test
  void another_default_and_what_is_computed_of_it_are_one_event() {
    machine.observed(observed("d", 1, 1, Map.of("a", 7L)));
    assertThat(machine.told().properties()).containsEntry("over", true);
    machine.follow(model(limit("'default': 9") + ", " + OVER), CHANGE);
    ObjectEvent event = machine.last();
    assertThat(event.getSeq()).isEqualTo(2);
    assertThat(event.getKind()).isEqualTo(ObjectEventKind.CHANGED);
    assertThat(event.getChanged()).containsExactly("limit", "over");
    assertThat(event.getProperties())
        .isEqualTo(Map.of("id", "m1", "a", 7L, "limit", 9L, "over", false));
    assertThat(event.getSetBy()).isEqualTo(Map.of("id", 1L, "a", 1L, "limit", 2L, "over", 2L));
    assertThat(event.getCause().getDefinitionId()).isEqualTo("ontology");
    assertThat(event.getCause().getDefinitionVersion()).isEqualTo(2);
    assertThat(event.getActor()).isEqualTo("definition:ontology");
    assertThat(event.getOccurredAt()).isEqualTo(minute(9));
  }

  @Test
  void what_is_new_is_added_and_what_is_gone_is_taken_away_once() {
    machine.observed(observed("d", 1, 1, Map.of("a", 7L)));
    Model changed =
        model(
            limit("'type': 'long'")
                + ", 'twice': {'title': 'T', 'type': 'long', 'computed': 'a * 2'}");
    machine.follow(changed, CHANGE);
    assertThat(machine.last().getChanged()).containsExactly("limit", "over", "twice");
    assertThat(machine.last().getProperties()).isEqualTo(Map.of("id", "m1", "a", 7L, "twice", 14L));
    machine.follow(changed, CHANGE);
    assertThat(machine.events()).hasSize(2);
  }

  @Test
  void claimed_values_and_objects_that_are_gone_stay() {
    machine.said(row("erp", 1, 1, minute(1), 0, Map.of("a", 7L, "limit", 8L)));
    Model changed = model(limit("'default': 9") + ", " + OVER);
    machine.follow(changed, CHANGE);
    assertThat(machine.events()).as("it has a limit of its own").hasSize(1);
    machine.end(end("erp", 2, ""));
    assertThat(machine.last().getKind()).isEqualTo(ObjectEventKind.DELETED);
    machine.follow(model("'new': {'title': 'N', 'type': 'long', 'default': 1}"), CHANGE);
    assertThat(machine.last().getKind()).isEqualTo(ObjectEventKind.DELETED);
    assertThat(machine.memory().changed()).isFalse();
  }

  @Test
  void a_fingerprint_tells_what_changes_objects_from_what_does_not() {
    Map<String, String> before = Completion.fingerprints(ontology(BEFORE));
    assertThat(Completion.fingerprints(ontology(BEFORE))).isEqualTo(before);
    assertThat(Completion.fingerprints(ontology(BEFORE.replace("'title': 'O'", "'title': 'X'"))))
        .isEqualTo(before);
    assertThat(
            Completion.fingerprints(
                ontology(BEFORE.replace("'default': 5", "'default': 5, 'maximum': 90"))))
        .as("values are checked when they come")
        .isEqualTo(before);
    for (String changed :
        new String[] {
          BEFORE.replace("5", "6"),
          BEFORE.replace("a > limit", "a >= limit"),
          BEFORE + ", 'new': {'title': 'N', 'type': 'long'}",
          limit("'default': 5"),
          BEFORE.replace("'type': 'long'", "'type': 'double'")
        }) {
      Map<String, String> after = Completion.fingerprints(ontology(changed));
      assertThat(after.get("machine")).as(changed).isNotEqualTo(before.get("machine"));
      assertThat(after.get("site")).as(changed).isEqualTo(before.get("site"));
    }
  }

  private static String limit(String members) {
    String type = members.contains("'type'") ? "" : ", 'type': 'long'";
    return "'limit': {'title': 'L', " + members + type + "}";
  }

  private static Model model(String properties) {
    return new Model(Shapes.of(ontology(properties)), Map.of());
  }

  private static Ontology ontology(String properties) {
    return Documents.ontology(
        Documents.document(
            """
            'objectTypes': {
              'machine': {'title': 'Machine', 'primaryKey': 'id', 'titleProperty': 'id',
                'properties': {
                  'id': {'title': 'Id', 'type': 'string'}, 'a': {'title': 'A', 'type': 'long'}, %s}},
              'site': {'title': 'Site', 'primaryKey': 'id', 'titleProperty': 'id',
                'properties': {'id': {'title': 'Id', 'type': 'string'}}}}"""
                .formatted(properties)));
  }
}
