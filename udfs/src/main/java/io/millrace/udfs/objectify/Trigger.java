package io.millrace.udfs.objectify;

import io.millrace.schemas.avro.EventCause;
import io.millrace.schemas.avro.Statement;
import io.millrace.schemas.avro.VersionEnd;
import io.millrace.udfs.ontology.Ontology;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What made an object change now.
 *
 * @param by what was said; null where something was taken back
 * @param id tells it from others, the same in every run
 */
record Trigger(
    Instant occurredAt,
    Instant recordedAt,
    String actor,
    EventCause cause,
    @Nullable Statement by,
    String id) {

  static Trigger of(Statement by) {
    EventCause cause = Statements.cause(by);
    String said = PackedId.unpack(by.getCauseId());
    String id =
        said == null ? by.getSource() + "/" + by.getVersion() + "/" + by.getPosition() : said;
    return new Trigger(by.getAt(), by.getRecordedAt(), Statements.actor(by), cause, by, id);
  }

  static Trigger of(OntologyChange change) {
    EventCause cause =
        EventCause.newBuilder()
            .setDefinitionId(Ontology.ID)
            .setDefinitionVersion(change.version())
            .build();
    String id = Ontology.ID + "/" + change.version();
    return new Trigger(change.at(), change.at(), "definition:" + Ontology.ID, cause, null, id);
  }

  static Trigger of(VersionEnd end) {
    EventCause cause =
        EventCause.newBuilder()
            .setDefinitionId(end.getMappingId())
            .setDatasetId(end.getDatasetId())
            .setDatasetVersion(end.getVersion())
            .build();
    String actor = "dataset:" + end.getDatasetId();
    String id = end.getMappingId() + "/" + end.getVersion();
    return new Trigger(end.getAt(), end.getAt(), actor, cause, null, id);
  }
}
