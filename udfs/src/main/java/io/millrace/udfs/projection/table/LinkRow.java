package io.millrace.udfs.projection.table;

import io.millrace.schemas.avro.Link;
import io.millrace.schemas.avro.ObjectEvent;
import io.millrace.schemas.avro.ObjectEventKind;
import io.millrace.udfs.Ids;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code model.links}: a link as it is after an event of its owner.
 *
 * @param key of the link's type and ends
 * @param seq of the owner
 * @param removedAt null while the link is there
 * @param properties JSON by name
 */
public record LinkRow(
    String key,
    String linkType,
    String sourceType,
    String sourceId,
    String targetType,
    String targetId,
    long seq,
    Instant changedAt,
    @Nullable Instant removedAt,
    String properties) {

  /**
   * @param event one that tells of a link
   */
  public static LinkRow of(ObjectEvent event) {
    Link link = event.getLink();
    if (link == null) {
      throw new IllegalArgumentException("The event tells of no link: " + event.getKind());
    }
    return new LinkRow(
        key(link),
        StorableText.of(link.getLinkType()),
        StorableText.of(link.getSourceType()),
        StorableText.of(link.getSourceId()),
        StorableText.of(link.getTargetType()),
        StorableText.of(link.getTargetId()),
        event.getSeq(),
        event.getOccurredAt(),
        event.getKind() == ObjectEventKind.UNLINKED ? event.getOccurredAt() : null,
        StorableText.json(link.getProperties()));
  }

  /** A hash: the ids are too long for the key of an index. */
  private static String key(Link link) {
    return Ids.derive(
        link.getLinkType(),
        link.getSourceType(),
        link.getSourceId(),
        link.getTargetType(),
        link.getTargetId());
  }
}
