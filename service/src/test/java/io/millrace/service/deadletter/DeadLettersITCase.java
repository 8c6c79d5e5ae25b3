package io.millrace.service.deadletter;

import static io.millrace.service.deadletter.Letters.NOON;
import static io.millrace.service.deadletter.Letters.bytes;
import static io.millrace.service.deadletter.Letters.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.schemas.avro.DeadLetter;
import io.millrace.schemas.avro.DeadLetterState;
import io.millrace.service.stack.Api;
import io.millrace.service.stack.Api.Answer;
import io.millrace.service.stack.RunningService;
import io.millrace.service.stack.Stack;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Looking at dead letters, on a real index and a real topic. */
class DeadLettersITCase {
  private static final String PATH = "/api/v1/dead-letters";
  private static Api api;
  private static Letters letters;

  @BeforeAll
  static void index() throws Exception {
    api = RunningService.shared().api();
    letters = new Letters(Stack.shared());
    noIndexIsNoLetters();
    letters.createIndex();
    letters.index(
        List.of(
            refused("list", 1, "{\"bar\":\"hot water\"}").build(),
            refused("list", 2, "{}").setCode("missing-field").setReason("absent").build(),
            refused("list", 3, "{}").setCode("no-mapping").setDefinitionId(null).build(),
            refused("list", 4, "{}").setState(DeadLetterState.RESOLVED).setPayload(null).build(),
            refused("list", 5, "{}").setStage("check").setCode("oversized").build()));
  }

  /** Only as long as no other test has made the index. */
  private static void noIndexIsNoLetters() throws Exception {
    if (!Stack.shared().elasticsearch("GET", "/_alias", "").contains("dead-letters")) {
      assertThat(offsets("")).isEmpty();
      assertThat(api.get(PATH + "/groups").json().path("total").asInt(-1)).isZero();
      assertThat(api.get(PATH + "/a").status()).isEqualTo(404);
      Answer replay = api.postJson(PATH + ":replay", "{\"filter\":{}}");
      assertThat(replay.json().path("matched").asInt(-1)).isZero();
    }
  }

  private static List<String> offsets(String query) {
    Answer answer = api.get(PATH + query);
    assertThat(answer.status()).as(answer.http().body()).isEqualTo(200);
    return StreamSupport.stream(answer.json().path("items").spliterator(), false)
        .map(item -> item.path("offset").asString())
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "?source=list | 5 3 2 1",
        "?source=list&state=RESOLVED | 4",
        "?source=list&state=open&state=resolved | 5 4 3 2 1",
        "?source=list&code=wrong-type | 1",
        "?source=list&stage=check | 5",
        "?source=list&mapping=pump | 5 2 1",
        "?source=list&device=pump-1 | 5 1",
        "?source=list&from=2026-01-01T12:00:02Z&to=2026-01-01T12:00:05Z | 3 2",
        "?source=list&q=hot+wat | 1",
        "?source=list&q=list-trace-3 | 3",
        "?source=list&q=absent | 2",
        "?source=list&q=* | ''",
        "?source=list&limit=2&offset=1 | 3 2",
        "?source=li* | ''"
      })
  void areFoundLastRefusedFirst(String query, String offsets) {
    assertThat(offsets(query.strip()))
        .containsExactly(offsets.isEmpty() ? new String[0] : offsets.split(" "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"?stat=OPEN", "?state=shut", "?from=noon", "?limit=0", "/groups?by=colour"})
  void whatIsMisspeltIsRefused(String query) {
    assertThat(api.get(PATH + query).status()).isEqualTo(400);
  }

  @Test
  void oneHasItsBytesAndHeaders() {
    String id = refused("list", 1, "").getId();
    Answer answer = api.get(PATH + "/" + id);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(decoded(answer.json().path("payload")))
        .asString()
        .isEqualTo("{\"bar\":\"hot water\"}");
    assertThat(answer.text("preview")).isEqualTo("{\"bar\":\"hot water\"}");
    assertThat(answer.json().at("/headers/source").asString()).isEqualTo("list");
    assertThat(answer.text("receivedAt")).isEqualTo("2026-01-01T12:00:00Z");
    assertThat(answer.json().path("attempt").asInt()).isEqualTo(1);
    assertThat(api.get(PATH + "/nobody").status()).isEqualTo(404);
  }

  @Test
  void oneThatIsTooLargeForTheIndexIsReadFromTheTopic() throws Exception {
    byte[] payload = new byte[3 << 20];
    Arrays.fill(payload, (byte) 0xA5);
    DeadLetter letter = refused("large", 1, "").setPayload(ByteBuffer.wrap(payload)).build();
    letters.sendAndIndex(letter);
    Answer answer = api.get(PATH + "/" + letter.getRoot());
    assertThat(decoded(answer.json().path("payload"))).isEqualTo(payload);
    assertThat(answer.text("preview")).startsWith("0xa5a5").endsWith("…");
  }

  @Test
  void oneThatNobodyStoresAnyMoreIsShownWithoutBytes() throws Exception {
    DeadLetter letter =
        refused("gone", 1, "").setPayload(ByteBuffer.wrap(new byte[2 << 20])).build();
    letters.index(List.of(letter));
    Answer answer = api.get(PATH + "/" + letter.getRoot());
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("payload").isNull()).isTrue();
    assertThat(answer.json().path("size").asInt()).isEqualTo(2 << 20);
  }

  @Test
  void groupsCountWhatAgrees() throws Exception {
    List<DeadLetter> many = new ArrayList<>();
    for (int n = 0; n < 30; n++) {
      DeadLetter.Builder letter = refused("group", n, "{\"n\":" + n + "}");
      many.add(
          switch (n % 3) {
            case 0 -> letter.build();
            case 1 -> letter.setCode("no-mapping").setDefinitionId(null).build();
            default -> n < 15 ? letter.setPath("temp").build() : letter.build();
          });
    }
    letters.index(many);
    JsonNode groups = api.get(PATH + "/groups?source=group").json();
    assertThat(groups.path("letters").asInt()).isEqualTo(30);
    assertThat(groups.path("total").asInt()).isEqualTo(2);
    assertThat(groups.path("complete").asBoolean()).isTrue();
    JsonNode largest = groups.at("/items/0");
    assertThat(largest.path("count").asInt()).isEqualTo(20);
    assertThat(largest.path("by"))
        .hasToString("{\"code\":\"wrong-type\",\"source\":\"group\",\"mapping\":\"pump\"}");
    assertThat(largest.path("first").asString()).isEqualTo(NOON.toString());
    assertThat(largest.path("last").asString()).isEqualTo(NOON.plusSeconds(29).toString());
    assertThat(largest.at("/sample/preview").asString()).isEqualTo("{\"n\":29}");
    assertThat(groups.at("/items/1/by/mapping").isNull()).isTrue();
    JsonNode byPath = api.get(PATH + "/groups?source=group&by=path&by=code&limit=1").json();
    assertThat(byPath.path("total").asInt()).isEqualTo(3);
    assertThat(byPath.path("items").size()).isEqualTo(1);
  }

  @Test
  void anyBytesCanBeIndexed() throws Exception {
    DeadLetter letter =
        refused("any", 1, "")
            .setKey(ByteBuffer.wrap(new byte[70_000]))
            .setHeaders(
                Map.of(
                    "source", bytes("any"),
                    "", bytes("no name"),
                    "a..b", bytes("dots"),
                    ".", ByteBuffer.wrap(new byte[] {(byte) 0xFF}),
                    "content-type", bytes("x".repeat(40_000))))
            .setReason("\u0000 \uD800 ☀".repeat(40_000))
            .setPath("p".repeat(40_000))
            .setTraceId("t".repeat(40_000))
            .setReceivedAt(java.time.Instant.ofEpochMilli(Long.MAX_VALUE / 4))
            .build();
    letters.index(List.of(letter));
    assertThat(offsets("?source=any")).containsExactly("1");
    assertThat(api.get(PATH + "/" + letter.getRoot()).json().at("/headers/a..b").asString())
        .isEqualTo("dots");
  }

  private static byte[] decoded(JsonNode base64) {
    return Base64.getDecoder().decode(base64.asString());
  }
}
