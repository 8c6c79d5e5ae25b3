package io.millrace.service.object;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.schemas.avro.EventCause;
import io.millrace.schemas.avro.FindingKind;
import io.millrace.schemas.avro.Link;
import io.millrace.schemas.avro.ObjectEvent;
import io.millrace.schemas.avro.ObjectEventKind;
import io.millrace.schemas.avro.ObjectFinding;
import io.millrace.service.stack.Api;
import io.millrace.service.stack.Api.Answer;
import io.millrace.service.stack.RunningService;
import io.millrace.service.stack.Stack;
import io.millrace.udfs.projection.FindingDocument;
import io.millrace.udfs.projection.SearchDocument;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Documents as the projection makes them, found from both ends. */
class LinksITCase {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final String ORDER = "/api/v1/objects/lorder/7/links";
  private static Api api;
  private static Stack stack;

  @BeforeAll
  static void link() throws Exception {
    stack = Stack.shared();
    api = RunningService.shared().api();
    String ontology =
        """
        {"name":"shop","objectTypes":{
          "lorder":{"primaryKey":"id","properties":{"id":{"type":"string"}}},
          "lperson":{"primaryKey":"id","properties":{"id":{"type":"string"}}}},
         "linkTypes":{
          "l-buyer":{"name":"buyer","inverse":"orders","source":"lorder","target":"lperson",
            "cardinality":"n:1","properties":{"rank":{"type":"long"},"share":{"type":"double"}}},
          "l-next":{"name":"next","inverse":"previous","source":"lorder","target":"lorder",
            "cardinality":"n:m"},
          "l-never":{"name":"never","source":"lorder","target":"lperson","cardinality":"n:1"}}}""";
    assertThat(api.putJson("/api/v1/ontology?allow=breaking", ontology).status()).isLessThan(300);
    put(event(ObjectEventKind.LINKED, "l-buyer", "7", "lperson", "ann", 2, 1));
    put(event(ObjectEventKind.LINKED, "l-buyer", "8", "lperson", "ann", 2, 2));
    put(event(ObjectEventKind.UNLINKED, "l-buyer", "7", "lperson", "bob", 3, 1));
    put(event(ObjectEventKind.LINKED, "l-next", "7", "lorder", "8", 4, 1));
    put(event(ObjectEventKind.LINKED, "l-next", "8", "lorder", "7", 3, 1));
  }

  /** Other tests expect the ontology that they put themselves. */
  @AfterAll
  static void reset() {
    api.putJson("/api/v1/ontology?allow=breaking", "{\"name\":\"shop\",\"objectTypes\":{}}");
  }

  private static ObjectEvent event(
      ObjectEventKind kind,
      String linkType,
      String from,
      String targetType,
      String to,
      long seq,
      long rank) {
    return ObjectEvent.newBuilder()
        .setEventId(linkType + from + to)
        .setObjectType("lorder")
        .setObjectId(from)
        .setSeq(seq)
        .setKind(kind)
        .setOccurredAt(NOON)
        .setRecordedAt(NOON)
        .setActor("user:ann")
        .setCause(EventCause.newBuilder().build())
        .setProperties(Map.of())
        .setChanged(List.of())
        .setCreatedAt(NOON)
        .setLink(
            Link.newBuilder()
                .setLinkType(linkType)
                .setSourceType("lorder")
                .setSourceId(from)
                .setTargetType(targetType)
                .setTargetId(to)
                .setProperties(Map.of("rank", rank, "share", 0.5))
                .build())
        .build();
  }

  private static void put(ObjectEvent event) throws Exception {
    put(SearchDocument.all(event).get(1));
  }

  private static void put(SearchDocument document) throws Exception {
    String id = URLEncoder.encode(document.id(), StandardCharsets.UTF_8);
    stack.elasticsearch(
        "PUT",
        "/" + document.alias() + "-000001/_doc/" + id + "?refresh=true",
        new String(document.json(), StandardCharsets.UTF_8));
    stack.elasticsearch("PUT", "/" + document.alias() + "-000001/_alias/" + document.alias(), "");
  }

  private static List<String> links(String path) {
    Answer answer = api.get(path);
    assertThat(answer.status()).as(answer.http().body()).isEqualTo(200);
    return StreamSupport.stream(answer.json().path("items").spliterator(), false)
        .map(
            item ->
                item.path("name").asString("")
                    + " "
                    + item.at("/source/id").asString()
                    + ">"
                    + item.at("/target/id").asString())
        .toList();
  }

  @Test
  void linksAreListedFromEitherEnd() {
    assertThat(links(ORDER)).containsExactly("buyer 7>ann", "next 7>8", "previous 8>7");
    assertThat(links(ORDER + "?limit=1&offset=1")).containsExactly("next 7>8");
    assertThat(api.get(ORDER + "?limit=1").json().path("total").asInt()).isEqualTo(3);
    assertThat(links(ORDER + "/buyer")).containsExactly("buyer 7>ann");
    assertThat(links(ORDER + "/previous")).containsExactly("previous 8>7");
    assertThat(links("/api/v1/objects/lperson/ann/links/orders"))
        .containsExactly("orders 7>ann", "orders 8>ann");
    assertThat(links("/api/v1/links/l-next")).containsExactly(" 7>8", " 8>7");
  }

  @Test
  void removedLinksAreHiddenUnlessAskedFor() {
    String bob = "/api/v1/objects/lperson/bob/links";
    assertThat(links(bob)).isEmpty();
    assertThat(links(bob + "?deleted=true")).containsExactly("orders 7>bob");
    assertThat(links(bob + "/orders?deleted=only")).containsExactly("orders 7>bob");
    assertThat(links(ORDER + "?deleted=only")).containsExactly("buyer 7>bob");
  }

  @Test
  void propertiesOfOneLinkAreAskedForTogether() {
    String ann = "/api/v1/objects/lperson/ann/links/orders";
    assertThat(links(ann + "?filter=rank:gt:1&filter=share:eq:0.5"))
        .containsExactly("orders 8>ann");
    assertThat(links(ann + "?filter=rank:gt:1&filter=share:gt:0.5")).isEmpty();
    assertThat(links("/api/v1/links/l-buyer?filter=rank:lte:1")).containsExactly(" 7>ann");
    assertThat(api.get(ann + "?filter=weight:gt:1").status()).isEqualTo(400);
  }

  @Test
  void whatTheOntologyLacksIsSaid() {
    Answer none = api.get(ORDER + "/orders");
    assertThat(none.status()).isEqualTo(404);
    assertThat(none.text("detail")).contains("[buyer, never, next, previous]");
    assertThat(api.get("/api/v1/links/l-none").status()).isEqualTo(404);
    assertThat(links("/api/v1/objects/free/1/links")).isEmpty();
    // A link type of which there never was a link.
    assertThat(links(ORDER + "/never")).isEmpty();
    assertThat(links("/api/v1/links/l-never")).isEmpty();
  }

  @Test
  void findingsAreFound() throws Exception {
    for (int i = 1; i < 4; i++) {
      put(
          FindingDocument.of(
              ObjectFinding.newBuilder()
                  .setId("finding-" + i)
                  .setSeq(i)
                  .setKind(i == 3 ? FindingKind.CARDINALITY : FindingKind.DANGLING_LINK)
                  .setOpen(i != 2)
                  .setObjectType("lorder")
                  .setObjectId(String.valueOf(i))
                  .setSubject("l-buyer")
                  .setOtherType("lperson")
                  .setOtherId("eve")
                  .setAt(NOON.plusSeconds(i))
                  .build()));
    }
    assertThat(findings("")).containsExactly("finding-3", "finding-2", "finding-1");
    assertThat(findings("&open=true")).containsExactly("finding-3", "finding-1");
    assertThat(findings("&kind=dangling-link")).containsExactly("finding-2", "finding-1");
    assertThat(findings("&object=1&subject=l-buyer")).containsExactly("finding-1");
    assertThat(api.get("/api/v1/findings?kind=other").status()).isEqualTo(400);
  }

  private static List<String> findings(String query) {
    Answer answer = api.get("/api/v1/findings?type=lorder" + query);
    return StreamSupport.stream(answer.json().path("items").spliterator(), false)
        .map(item -> item.path("id").asString())
        .toList();
  }
}
