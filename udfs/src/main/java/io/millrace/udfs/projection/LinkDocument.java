package io.millrace.udfs.projection;

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
    String id =
        ObjectKey.idOf(
            List.of(
                link.getSourceType() + "/" + link.getSourceId(),
                link.getTargetType() + "/" + link.getTargetId()));
    byte[] document =
        SearchDocument.bytes(
            json -> {
              json.writeStringField("id", id);
              json.writeStringField("type", link.getLinkType());
              json.writeNumberField("seq", event.getSeq());
              json.writeStringField("sourceType", link.getSourceType());
              json.writeStringField("sourceId", link.getSourceId());
              json.writeStringField("targetType", link.getTargetType());
              json.writeStringField("targetId", link.getTargetId());
              json.writeStringField("updatedAt", event.getOccurredAt().toString());
              json.writeStringField("updatedBy", event.getActor());
              if (event.getKind() == ObjectEventKind.UNLINKED) {
                json.writeStringField("unlinkedAt", event.getOccurredAt().toString());
              }
              json.writeFieldName("properties");
              PropertyJson.write(json, link.getProperties());
            });
    return new SearchDocument(
        SearchDocument.linkAlias(link.getLinkType()), DocumentId.of(id), event.getSeq(), document);
  }
}
