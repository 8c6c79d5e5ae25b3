package io.millrace.udfs.objectify.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.schemas.avro.DatasetMode;
import io.millrace.schemas.avro.DatasetRow;
import io.millrace.schemas.avro.DatasetRowKind;
import io.millrace.schemas.avro.Definition;
import io.millrace.schemas.avro.DefinitionState;
import io.millrace.schemas.avro.FindingKind;
import io.millrace.schemas.avro.ObjectEvent;
import io.millrace.schemas.avro.ObjectFinding;
import io.millrace.udfs.objectify.mapping.ObjectMappingCompiler;
import io.millrace.udfs.ontology.Documents;
import io.millrace.udfs.ontology.Ontology;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ObjectTrialTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final Ontology ONTOLOGY =
      Documents.ontology(
          Documents.document(
              """
              'objectTypes': {
                'part': {'title': 'Part', 'primaryKey': 'id', 'titleProperty': 'name', 'properties': {
                  'id': {'title': 'Id', 'type': 'long'},
                  'name': {'title': 'Name', 'type': 'string', 'unique': true},
                  'price': {'title': 'Price', 'type': 'decimal', 'scale': 2, 'minimum': 0}}},
                'maker': {'title': 'Maker', 'primaryKey': 'id', 'titleProperty': 'id', 'properties': {
                  'id': {'title': 'Id', 'type': 'string'}}}},
              'linkTypes': {
                'part-maker': {'title': 'Is made by', 'name': 'maker', 'inverse': 'parts',
                  'source': 'part', 'target': 'maker', 'cardinality': 'n:1'},
                'fits': {'title': 'Fits', 'name': 'fits', 'inverse': 'fitted',
                  'source': 'part', 'target': 'part', 'cardinality': 'n:m'}}"""));
  private static final String MAPPING =
      """
      {"id": "parts", "source": {"dataset": "parts"},
       "objects": [
         {"type": "part", "key": "row.id",
          "properties": {
            "name": {"expression": "row.name", "type": "string"},
            "price": {"expression": "row.price", "type": "string"}},
          "links": {"part-maker": {"to": "row.maker"}, "fits": {"to": "row.fits"}}},
         {"type": "maker", "key": "row.maker", "when": "has(row.maker) && row.maker != 'unknown'"}]}
      """;

  private final List<Refused> refused = new ArrayList<>();
  private final List<ObjectEvent> events = new ArrayList<>();
  private ObjectTrial trial;

  @BeforeEach
  void begin() throws Exception {
    trial = trial(MAPPING);
  }

  private ObjectTrial trial(String mapping) throws Exception {
    Definition definition =
        new Definition(
            "object-mapping", "parts", 1L, DefinitionState.ACTIVE, mapping, Instant.EPOCH, null);
    return new ObjectTrial(
        ONTOLOGY,
        List.of(new ObjectMappingCompiler().compile(definition)),
        events::add,
        refused::add);
  }

  @Test
  void objects_are_joined_as_they_are_so_far_and_databases_are_not_asked() throws Exception {
    trial = trial(JOINING);
    row(1, Map.of("id", "1", "name", "bolt", "like", "9"));
    row(9, Map.of("id", "9", "name", "screw"));
    row(2, Map.of("id", "2", "like", "9"));
    row(3, Map.of("id", "3", "like", "9", "cost", "x"));
    assertThat(events)
        .extracting(event -> event.getObjectId() + event.getProperties().get("name"))
        .containsExactly("1bolt", "9screw", "2screw");
    assertThat(refused).extracting(Refused::code).containsExactly("join-failed");
    assertThat(refused.get(0).reason()).contains("A dry run reads no database");
  }

  private static final String JOINING =
      """
      {"id": "parts", "source": {"dataset": "parts"},
       "joins": {
         "model": {"type": "part", "key": "row.like"},
         "cost": {"connection": "erp", "table": "costs", "key": {"part": "row.cost"},
                  "columns": ["cost"]}},
       "objects": [
         {"type": "part", "key": "row.id", "properties": {"name": {
            "expression": "has(joins.model) ? joins.model.name : row.name", "type": "string"}}}]}
      """;

  private void row(long number, Map<String, Object> values) {
    trial.take(
        new DatasetRow(
            "parts",
            1L,
            DatasetRowKind.ROW,
            number,
            DatasetMode.SNAPSHOT,
            NOON,
            "user:test",
            values));
  }

  @Test
  void objectsAndLinksAreCountedOnce() {
    row(1, Map.of("id", "1", "name", "bolt", "maker", "acme", "fits", "2"));
    row(2, Map.of("id", "2", "name", "nut", "maker", "acme", "fits", "1"));
    row(3, Map.of("id", "2", "name", "nut", "maker", "acme", "fits", "1"));
    row(4, Map.of("id", "2", "name", "nut M5", "maker", "other", "fits", "2"));
    assertThat(trial.objects()).isEqualTo(Map.of("part", 2L, "maker", 2L));
    assertThat(trial.links()).isEqualTo(Map.of("part-maker", 2L, "fits", 3L));
    assertThat(trial.findings()).isEmpty();
    assertThat(refused).isEmpty();
  }

  @Test
  void whatTheMappingRefusesIsARowWhole() {
    row(7, Map.of("name", "bolt", "maker", "acme"));
    assertThat(trial.objects()).isEmpty();
    assertThat(refused)
        .containsExactly(
            new Refused(
                "map-rows",
                "parts",
                7,
                "parts",
                "missing-field",
                "objects/0/key",
                "'key' is missing, null or blank"));
  }

  @Test
  void whatTheOntologyRefusesIsOneValue() {
    row(8, Map.of("id", "1", "name", "bolt", "price", "-1"));
    row(9, Map.of("id", "one", "name", "bolt"));
    assertThat(trial.objects()).isEqualTo(Map.of("part", 1L));
    assertThat(refused).extracting(Refused::stage).containsOnly("objectify");
    assertThat(refused).extracting(Refused::row).containsExactly(8L, 9L);
    assertThat(refused).extracting(Refused::path).containsExactly("part/1/price", "part/one");
  }

  @Test
  void whatIsWrongBetweenObjectsIsFound() {
    row(1, Map.of("id", "1", "name", "bolt", "maker", "unknown"));
    row(2, Map.of("id", "2", "name", "bolt"));
    assertThat(trial.links()).isEqualTo(Map.of("part-maker", 1L));
    assertThat(trial.findings())
        .extracting(ObjectFinding::getKind)
        .containsExactlyInAnyOrder(FindingKind.DANGLING_LINK, FindingKind.DUPLICATE_VALUE);
    row(3, Map.of("id", "1", "name", "screw"));
    assertThat(trial.links()).isEqualTo(Map.of("part-maker", 0L));
    assertThat(trial.findings()).isEmpty();
  }
}
