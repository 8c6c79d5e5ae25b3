package io.millrace.udfs.projection.table;

import io.millrace.schemas.avro.ObjectEvent;
import io.millrace.udfs.projection.Deletion;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code model.objects}: an object as it is after an event.
 *
 * @param properties JSON by name
 * @param setBy JSON: for each property the seq of the event that set it
 */
public record ObjectRow(
    String type,
    String id,
    long seq,
    Instant createdAt,
    String createdBy,
    Instant updatedAt,
    String updatedBy,
    @Nullable Instant deletedAt,
    @Nullable String deletedBy,
    String properties,
    String setBy) {

  public static ObjectRow of(ObjectEvent event) {
    String deletedBy = event.getDeletedBy();
    return new ObjectRow(
        StorableText.of(event.getObjectType()),
        StorableText.of(event.getObjectId()),
        event.getSeq(),
        event.getCreatedAt(),
        StorableText.of(event.getCreatedBy()),
        event.getOccurredAt(),
        StorableText.of(event.getActor()),
        Deletion.at(event),
        deletedBy == null ? null : StorableText.of(deletedBy),
        StorableText.json(event.getProperties()),
        StorableText.json(event.getSetBy()));
  }
}
