package io.millrace.bench.objectify;

import io.millrace.jobs.runtime.definition.ControlRecord;
import io.millrace.jobs.runtime.definition.DefinitionSnapshot;
import io.millrace.schemas.Topics;
import io.millrace.schemas.avro.Definition;
import io.millrace.schemas.avro.DefinitionState;
import io.millrace.udfs.ontology.Ontology;
import java.time.Instant;
import java.util.List;

/** An ontology that has the machines of {@link ObjectLoop}, as it stands in the control topic. */
final class StandingOntology implements DefinitionSnapshot {
  private static final long serialVersionUID = 1L;
  private static final long SAVED_AT = 1_700_000_000_000L;
  private static final String DOCUMENT =
      """
      {"name": "bench", "title": "Bench",
       "objectTypes": {"machine": {
         "title": "Machine", "primaryKey": "id", "titleProperty": "id",
         "properties": {
           "id": {"title": "Id", "type": "string"},
           "temperature": {"title": "Temperature", "type": "double", "unit": "Cel"},
           "speed": {"title": "Speed", "type": "long"},
           "state": {"title": "State", "type": "enum", "values": ["idle", "running", "failed"]},
           "room": {"title": "Room", "type": "string"}}}}}
      """;

  @Override
  public List<ControlRecord> read() {
    Definition definition =
        new Definition(
            "ontology",
            Ontology.ID,
            1L,
            DefinitionState.ACTIVE,
            DOCUMENT,
            Instant.ofEpochMilli(SAVED_AT),
            null);
    return List.of(
        new ControlRecord(Topics.CONTROL_ONTOLOGY, 0, 0, SAVED_AT, Ontology.ID, definition, null));
  }
}
