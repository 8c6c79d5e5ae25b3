package io.millrace.service.edit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.schemas.avro.EditOperation;
import io.millrace.udfs.projection.PropertyJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request asks of one object; checked.
 *
 * @param expectedSeq null for any
 */
record AskedEdit(
    String type, String id, @Nullable Long expectedSeq, List<EditOperation> operations) {

  /** The same for requests that ask the same, in whatever order their members are. */
  String canonical() {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    all.put("type", type).put("id", id).put("expectedSeq", expectedSeq);
    ArrayNode list = all.putArray("operations");
    for (EditOperation operation : operations) {
      list.addObject()
          .put("kind", operation.getKind().name())
          .put("link", operation.getLinkType())
          .put("other", operation.getOtherId())
          .set("properties", PropertyJson.of(operation.getProperties()));
    }
    return all.toString();
  }
}
