package io.millrace.udfs.projection;

import static io.millrace.udfs.Given.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.schemas.avro.EventCause;
import io.millrace.schemas.avro.FindingKind;
import io.millrace.schemas.avro.Link;
import io.millrace.schemas.avro.ObjectEvent;
import io.millrace.schemas.avro.ObjectEventKind;
import io.millrace.schemas.avro.ObjectFinding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SearchDocumentTest {
  private static ObjectEvent.Builder event(ObjectEventKind kind, long seq) {
    return ObjectEvent.newBuilder()
        .setEventId("e" + seq)
        .setObjectType("machine")
        .setObjectId("m1")
        .setSeq(seq)
        .setKind(kind)
        .setOccurredAt(NOON.plusSeconds(60))
        .setRecordedAt(NOON)
        .setActor("user:ann")
        .setCause(EventCause.newBuilder().build())
        .setProperties(Map.of("t", 20.0, "n", 3L, "on", true))
        .setChanged(List.of("n", "on", "t"))
        .setCreatedAt(NOON)
        .setCreatedBy("device:d1")
        .setSetBy(Map.of("t", 1L));
  }

  private static ObjectEvent linked(ObjectEventKind kind, String target) {
    return event(kind, 7)
        .setLink(
            Link.newBuilder()
                .setLinkType("machine-site")
                .setSourceType("machine")
                .setSourceId("m1")
                .setTargetType("site")
                .setTargetId(target)
                .setProperties(Map.of("since", 2020L))
                .build())
        .build();
  }

  private static JsonNode json(SearchDocument document) {
    try {
      return new ObjectMapper().readTree(document.json());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void anObjectBecomesAWholeDocumentWithItsSeqAsVersion() {
    SearchDocument document = SearchDocument.of(event(ObjectEventKind.CREATED, 1).build());
    assertThat(document.alias()).isEqualTo("objects-machine");
    assertThat(document.id()).isEqualTo("m1");
    assertThat(document.version()).isEqualTo(1);
    JsonNode json = json(document);
    assertThat(json.path("updatedAt").asText()).isEqualTo("2026-01-01T12:01:00Z");
    // A double must look like one, or the index would learn the property as a whole number.
    assertThat(json.path("properties")).hasToString("{\"n\":3,\"on\":true,\"t\":20.0}");
    assertThat(json.path("createdBy").asText()).isEqualTo("device:d1");
    assertThat(json.path("updatedBy").asText()).isEqualTo("user:ann");
    assertThat(json.path("setBy")).hasToString("{\"t\":1}");
    assertThat(json.has("deletedAt")).isFalse();
  }

  @Test
  void aDeletedObjectIsADocumentThatSaysSo() {
    ObjectEvent deleted =
        event(ObjectEventKind.DELETED, 2).setDeletedAt(NOON).setDeletedBy("user:bob").build();
    JsonNode json = json(SearchDocument.of(deleted));
    assertThat(json.path("deletedAt").asText()).isEqualTo("2026-01-01T12:00:00Z");
    assertThat(json.path("deletedBy").asText()).isEqualTo("user:bob");
    assertThat(json.path("properties").size()).isEqualTo(3);
    // As the first release told it.
    JsonNode old = json(SearchDocument.of(event(ObjectEventKind.DELETED, 2).build()));
    assertThat(old.path("deletedAt").asText()).isEqualTo("2026-01-01T12:01:00Z");
  }

  @Test
  void anEventOfALinkChangesTheObjectAndTheLink() {
    List<SearchDocument> documents = SearchDocument.all(linked(ObjectEventKind.LINKED, "s~1"));
    assertThat(documents)
        .extracting(SearchDocument::alias)
        .containsExactly("objects-machine", "links-machine-site");
    SearchDocument link = documents.get(1);
    assertThat(link.id()).isEqualTo("machine/m1~site/s!~1");
    assertThat(link.version()).isEqualTo(7);
    assertThat(json(link))
        .hasToString(
            """
            {"id":"machine/m1~site/s!~1","type":"machine-site","seq":7,"sourceType":"machine",\
            "sourceId":"m1","targetType":"site","targetId":"s~1",\
            "updatedAt":"2026-01-01T12:01:00Z","updatedBy":"user:ann",\
            "properties":{"since":2020}}""");
  }

  @Test
  void aLinkThatIsRemovedIsTheSameDocumentAndSaysSo() {
    SearchDocument link = SearchDocument.all(linked(ObjectEventKind.UNLINKED, "s1")).get(1);
    assertThat(link.id()).isEqualTo("machine/m1~site/s1");
    assertThat(json(link).path("unlinkedAt").asText()).isEqualTo("2026-01-01T12:01:00Z");
  }

  @Test
  void idsFitIntoTheIndexAndStayApart() {
    String longest = "x".repeat(512);
    assertThat(DocumentId.of(longest)).isEqualTo(longest);
    String hashed = DocumentId.of(longest + "x");
    assertThat(hashed).hasSize("sha256:".length() + 64).isNotEqualTo(DocumentId.of(longest + "y"));
    // Whoever calls an object by the hash of another does not meet it.
    assertThat(DocumentId.of(hashed)).isNotEqualTo(hashed);
    // 256 characters, as many as ids may have, of 3 bytes each.
    String umlauts = "\u6f22".repeat(256);
    assertThat(DocumentId.of(umlauts).getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(513);
    ObjectEvent event = event(ObjectEventKind.CREATED, 1).setObjectId(umlauts).build();
    SearchDocument document = SearchDocument.of(event);
    assertThat(document.id()).isEqualTo(DocumentId.of(umlauts));
    assertThat(json(document).path("id").asText()).isEqualTo(umlauts);
    assertThat(SearchDocument.all(linked(ObjectEventKind.LINKED, umlauts)).get(1).id())
        .startsWith("sha256:");
  }

  @Test
  void aFindingIsADocument() {
    SearchDocument document =
        FindingDocument.of(
            ObjectFinding.newBuilder()
                .setId("f1")
                .setSeq(4)
                .setKind(FindingKind.DANGLING_LINK)
                .setOpen(false)
                .setObjectType("machine")
                .setObjectId("m1")
                .setSubject("machine-site")
                .setOtherType("site")
                .setOtherId("s1")
                .setAt(NOON)
                .build());
    assertThat(document.alias()).isEqualTo("findings");
    assertThat(document.version()).isEqualTo(4);
    assertThat(json(document).path("open").isBoolean()).isTrue();
    assertThat(json(document).path("kind").asText()).isEqualTo("DANGLING_LINK");
  }
}
