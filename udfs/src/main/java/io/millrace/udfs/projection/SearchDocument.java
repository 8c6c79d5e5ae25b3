package io.millrace.udfs.projection;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.schemas.avro.Alert;
import io.millrace.schemas.avro.Link;
import io.millrace.schemas.avro.ObjectEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * A document of the search index. Written with the version as external version, it may be written
 * again and late without harm.
 *
 * @param alias what the index is called by
 * @param id of the document, at most 512 bytes
 * @param json the whole document
 */
public record SearchDocument(String alias, String id, long version, byte[] json) {
  /** The alias of the index of alerts. */
  public static final String ALERTS = "alerts";

  /** The alias of the index of alerts of rule versions that run on trial. */
  public static final String SHADOW_ALERTS = "shadow-alerts";

  private static final String OBJECTS = "objects-";
  private static final String LINKS = "links-";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The alias of the index of an object type. */
  public static String alias(String objectType) {
    return OBJECTS + objectType;
  }

  /** The alias of the index of a link type. */
  public static String linkAlias(String linkType) {
    return LINKS + linkType;
  }

  /** All that an event changes: the object and, where it tells of one, the link. */
  public static List<SearchDocument> all(ObjectEvent event) {
    Link link = event.getLink();
    return link == null ? List.of(of(event)) : List.of(of(event), LinkDocument.of(event, link));
  }

  /** The object as it is after this event. */
  public static SearchDocument of(ObjectEvent event) {
    return new SearchDocument(
        alias(event.getObjectType()),
        DocumentId.of(event.getObjectId()),
        event.getSeq(),
        ObjectDocument.of(event));
  }

  /** The alert in this state; those of versions on trial have an index of their own. */
  public static SearchDocument of(Alert alert) {
    return new SearchDocument(
        alert.getShadow() ? SHADOW_ALERTS : ALERTS,
        alert.getId(),
        alert.getSeq(),
        bytes(AlertDocument.of(alert)));
  }

  static byte[] bytes(ObjectNode document) {
    try {
      return JSON.writeValueAsBytes(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree of plain values can be written", e);
    }
  }

  /** A document written field by field, without a tree in between. */
  static byte[] bytes(Fields fields) {
    try (ByteArrayBuilder bytes = new ByteArrayBuilder();
        JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      fields.write(json);
      json.writeEndObject();
      json.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("Memory can be written to", e);
    }
  }

  /** What writes the fields of a document. */
  @FunctionalInterface
  interface Fields {
    void write(JsonGenerator json) throws IOException;
  }
}
