package io.millrace.udfs.projection;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.schemas.avro.ObjectFinding;

/** The document of a finding: what is wrong between objects, or was. */
public final class FindingDocument {
  /** What the index of findings is called by. */
  public static final String ALIAS = "findings";

  private FindingDocument() {}

  public static SearchDocument of(ObjectFinding finding) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("id", finding.getId());
    document.put("seq", finding.getSeq());
    document.put("kind", finding.getKind().name());
    document.put("open", finding.getOpen());
    document.put("objectType", finding.getObjectType());
    document.put("objectId", finding.getObjectId());
    document.put("subject", finding.getSubject());
    document.put("otherType", finding.getOtherType());
    document.put("otherId", finding.getOtherId());
    document.put("at", finding.getAt().toString());
    return new SearchDocument(
        ALIAS, DocumentId.of(finding.getId()), finding.getSeq(), SearchDocument.bytes(document));
  }
}
