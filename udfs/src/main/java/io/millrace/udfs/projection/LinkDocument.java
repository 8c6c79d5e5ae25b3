package io.millrace.udfs.projection;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.schemas.avro.Link;
import io.millrace.schemas.avro.ObjectEvent;
import io.millrace.schemas.avro.ObjectEventKind;
import io.millrace.udfs.ontology.instance.ObjectKey;
import java.util.List;

/**
 * The document of a link: one for both ends, and its properties together. Its version is the seq of
 * its owner, which alone tells of it. One that is removed stays, and says so.
 */
final class LinkDocument {
  private LinkDocument() {}

  static SearchDocument of(ObjectEvent event, Link link) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    String id =
        ObjectKey.idOf(
            List.of(
                link.getSourceType() + "/" + link.getSourceId(),
                link.getTargetType() + "/" + link.getTargetId()));
    document.put("id", id);
    document.put("type", link.getLinkType());
    document.put("seq", event.getSeq());
    document.put("sourceType", link.getSourceType());
    document.put("sourceId", link.getSourceId());
    document.put("targetType", link.getTargetType());
    document.put("targetId", link.getTargetId());
    document.put("updatedAt", event.getOccurredAt().toString());
    document.put("updatedBy", event.getActor());
    if (event.getKind() == ObjectEventKind.UNLINKED) {
      document.put("unlinkedAt", event.getOccurredAt().toString());
    }
    document.set("properties", PropertyJson.of(link.getProperties()));
    return new SearchDocument(
        SearchDocument.linkAlias(link.getLinkType()),
        DocumentId.of(id),
        event.getSeq(),
        SearchDocument.bytes(document));
  }
}
