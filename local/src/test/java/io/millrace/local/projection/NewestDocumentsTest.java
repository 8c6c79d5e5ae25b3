package io.millrace.local.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.schemas.avro.EventCause;
import io.millrace.schemas.avro.Link;
import io.millrace.schemas.avro.ObjectEvent;
import io.millrace.schemas.avro.ObjectEventKind;
import io.millrace.store.EventStore;
import io.millrace.store.ObjectStore;
import io.millrace.store.StoreLocation;
import io.millrace.udfs.projection.SearchDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewestDocumentsTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  @TempDir Path folder;

  private static ObjectEvent event(String id, long seq, ObjectEventKind kind, String linkedTo) {
    ObjectEvent.Builder event =
        ObjectEvent.newBuilder()
            .setEventId(id + seq)
            .setObjectType("order")
            .setObjectId(id)
            .setSeq(seq)
            .setKind(kind)
            .setOccurredAt(NOON)
            .setRecordedAt(NOON)
            .setActor("user:ann")
            .setCause(EventCause.newBuilder().build())
            .setProperties(Map.of("n", seq))
            .setChanged(List.of("n"))
            .setCreatedAt(NOON);
    if (!linkedTo.isEmpty()) {
      event.setLink(
          Link.newBuilder()
              .setLinkType("buyer")
              .setSourceType("order")
              .setSourceId(id)
              .setTargetType("person")
              .setTargetId(linkedTo)
              .build());
    }
    return event.build();
  }

  private Map<String, Long> newest(String wanted, ObjectEvent... events) throws IOException {
    Map<String, Long> versions = new TreeMap<>();
    Path sort = Files.createTempDirectory(folder, "sort");
    try (ObjectStore store = StoreLocation.folder(folder.resolve("store")).open()) {
      EventStore.Feed feed =
          taker -> {
            for (ObjectEvent event : events) {
              taker.take(event);
            }
          };
      NewestDocuments.of(
          new EventStore(store).all(sort, feed),
          alias -> alias.startsWith(wanted),
          (key, document) -> versions.put(key.toString(), document.version()));
    }
    return versions;
  }

  @Test
  void eachObjectAndEachLinkIsAsItsLastEventHasIt() throws IOException {
    ObjectEvent[] events = {
      event("8", 1, ObjectEventKind.CREATED, ""),
      event("7", 4, ObjectEventKind.LINKED, "bob"),
      event("7", 1, ObjectEventKind.CREATED, ""),
      event("7", 3, ObjectEventKind.UNLINKED, "ann"),
      event("7", 2, ObjectEventKind.LINKED, "ann"),
      event("7", 2, ObjectEventKind.LINKED, "ann"),
      event("7", 5, ObjectEventKind.CHANGED, "")
    };
    assertThat(newest("", events))
        .containsOnly(
            Map.entry("objects-order/7", 5L),
            Map.entry("objects-order/8", 1L),
            Map.entry("links-buyer/order/7~person/ann", 3L),
            Map.entry("links-buyer/order/7~person/bob", 4L));
    assertThat(newest("links-", events)).hasSize(2);
    assertThat(newest("objects-other", events)).isEmpty();
  }

  @Test
  void theHashIsOfTheContentAndNotOfItsOrder() throws IOException {
    SearchDocument document = SearchDocument.of(event("7", 1, ObjectEventKind.CREATED, ""));
    String json = new String(document.json(), StandardCharsets.UTF_8);
    String turned =
        json.replace("\"id\":\"7\",\"type\":\"order\"", "\"type\":\"order\",\"id\":\"7\"");
    assertThat(turned).isNotEqualTo(json);
    assertThat(ContentHash.of(SearchServer.JSON.readTree(turned)))
        .isEqualTo(ContentHash.of(document.json()));
    assertThat(ContentHash.of(SearchServer.JSON.readTree(json.replace("\"n\":1", "\"n\":2"))))
        .isNotEqualTo(ContentHash.of(document.json()));
  }

  @Test
  void offsetsAreReadAsTheyAreWritten() {
    Offsets offsets = Offsets.of(Map.of(0, 17L, 3, 4L));
    assertThat(offsets.text()).isEqualTo("0:17,3:4");
    assertThat(Offsets.parse(offsets.text())).isEqualTo(offsets);
    assertThat(Offsets.parse("")).isEqualTo(Offsets.BEGINNING);
    assertThat(offsets.since(Offsets.of(Map.of(0, 10L)))).isEqualTo(11);
    assertThat(offsets.beyond(Offsets.of(Map.of(0, 17L))).text()).isEqualTo("3:4");
  }

  @Test
  void anIndexOfALongerNameIsAnother() {
    assertThat(Indexes.number("objects-order", "objects-order-000012")).isEqualTo(12);
    assertThat(Indexes.number("objects-order", "objects-order-line-000012")).isZero();
    assertThat(Indexes.number("objects-order", "objects-order-backup")).isZero();
  }
}
