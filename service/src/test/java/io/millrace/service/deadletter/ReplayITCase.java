package io.millrace.service.deadletter;

import static io.millrace.service.deadletter.Letters.header;
import static io.millrace.service.deadletter.Letters.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.schemas.Topics;
import io.millrace.schemas.avro.DatasetMode;
import io.millrace.schemas.avro.DatasetRow;
import io.millrace.schemas.avro.DatasetRowKind;
import io.millrace.schemas.avro.DeadLetter;
import io.millrace.schemas.avro.DeadLetterState;
import io.millrace.service.stack.Api;
import io.millrace.service.stack.Api.Answer;
import io.millrace.service.stack.Ports;
import io.millrace.service.stack.RunningService;
import io.millrace.service.stack.Stack;
import io.millrace.udfs.dataset.RowJson;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trying letters and sending them again, on a real index and a real broker. */
class ReplayITCase {
  private static final String TRY = "/api/v1/dead-letters:try";
  private static final String REPLAY = "/api/v1/dead-letters:replay";
  private static final String MAPPING =
      """
      {"id":"pump","objectType":"pump","unknownDevices":"accept",
       "fields":{"bar":{"expression":"%s","type":"double","required":true}}}""";
  private static final String STRICT = MAPPING.formatted("payload.bar");
  private static final String LENIENT = MAPPING.formatted("double(payload.bar)");
  private static Api api;
  private static Letters letters;

  @BeforeAll
  static void start() throws Exception {
    api = RunningService.shared().api();
    letters = new Letters(Stack.shared());
    letters.createIndex();
  }

  /** 1203 letters of which each seventh will never be a number: more than two pages. */
  private static List<DeadLetter> pumps(String source) {
    List<DeadLetter> many = new ArrayList<>();
    for (int n = 0; n < 1203; n++) {
      String bar = n % 7 == 0 ? "hot" : n + ".5";
      many.add(refused(source, n, "{\"bar\":\"" + bar + "\"}").build());
    }
    return many;
  }

  private static Answer post(String path, String body) {
    Answer answer = api.postJson(path, body);
    assertThat(answer.status()).as(answer.http().body()).isEqualTo(200);
    return answer;
  }

  @Test
  void aTrialSaysHowManyWouldPassAndWritesNothing() throws Exception {
    letters.index(pumps("trial"));
    Answer better = post(TRY, trial("trial", "\"document\":" + LENIENT));
    assertThat(better.json().path("matched").asInt()).isEqualTo(1203);
    assertThat(better.json().path("tried").asInt()).isEqualTo(1203);
    assertThat(better.json().path("wouldPass").asInt()).isEqualTo(1203 - 172);
    assertThat(better.json().path("wouldFail").asInt()).isEqualTo(172);
    assertThat(better.json().path("byCode")).hasToString("{\"expression-failed\":172}");
    assertThat(better.json().path("samples").size()).isEqualTo(5);
    assertThat(better.json().at("/samples/0/path").asString()).isEqualTo("bar");
    assertThat(better.json().at("/samples/0/preview").asString()).isEqualTo("{\"bar\":\"hot\"}");
    Answer some =
        api.postJson(
            TRY, "{\"limit\":10," + trial("trial", "\"document\":" + LENIENT).substring(1));
    assertThat(some.json().path("tried").asInt()).isEqualTo(10);
    assertThat(some.json().path("left").asInt()).isEqualTo(1193);
    assertThat(letters.replayed("trial")).isEmpty();
  }

  @Test
  void aSavedMappingIsTriedAtAnyOfItsVersions() throws Exception {
    letters.index(List.of(refused("saved", 1, "{\"bar\":\"1.5\"}").build()));
    assertThat(api.putJson("/api/v1/mappings/pump", STRICT).status()).isEqualTo(201);
    assertThat(api.putJson("/api/v1/mappings/pump", LENIENT).status()).isEqualTo(200);
    assertThat(post(TRY, trial("saved", "\"id\":\"pump\"")).json().path("wouldPass").asInt())
        .isEqualTo(1);
    Answer old = post(TRY, trial("saved", "\"id\":\"pump\",\"version\":1"));
    assertThat(old.json().path("byCode")).hasToString("{\"wrong-type\":1}");
    assertThat(api.postJson(TRY, trial("saved", "\"id\":\"pump\",\"version\":9")).status())
        .isEqualTo(404);
    assertThat(api.postJson(TRY, trial("saved", "\"id\":\"nobody\"")).status()).isEqualTo(404);
  }

  @Test
  void aTrialKnowsTheCatalogue() throws Exception {
    letters.index(List.of(valve(1), valve(2), valve(3)));
    api.putJson("/api/v1/devices/valve-1", "{\"id\":\"valve-1\",\"type\":\"pump\"}");
    api.putJson(
        "/api/v1/devices/valve-2", "{\"id\":\"valve-2\",\"type\":\"pump\",\"state\":\"disabled\"}");
    String known = STRICT.replace("accept", "refuse");
    Answer answer = post(TRY, trial("catalogue", "\"document\":" + known));
    assertThat(answer.json().path("wouldPass").asInt()).isEqualTo(1);
    assertThat(answer.json().path("byCode"))
        .hasToString("{\"device-not-active\":1,\"unknown-device\":1}");
  }

  @Test
  void aTrialKnowsSourcesAndTheMappingsThatAreExtended() throws Exception {
    letters.index(List.of(refused("tables", 1, "7;1.5").build()));
    api.putJson("/api/v1/sources/tables", "{\"id\":\"tables\",\"format\":\"text\"}");
    String base =
        MAPPING
            .formatted("double(split(payload, ';')[1])")
            .replace("\"pump\",\"obj", "\"base\",\"obj");
    assertThat(api.putJson("/api/v1/mappings/base", base).status()).isEqualTo(201);
    String derived = "\"document\":{\"id\":\"derived\",\"extends\":\"%s\"}";
    assertThat(
            post(TRY, trial("tables", derived.formatted("base"))).json().path("wouldPass").asInt())
        .isEqualTo(1);
    Answer nobody = api.postJson(TRY, trial("tables", derived.formatted("nobody")));
    assertThat(nobody.json().at("/errors/0/path").asString()).isEqualTo("/extends");
    Answer self = api.postJson(TRY, trial("tables", derived.formatted("derived")));
    assertThat(self.status()).isEqualTo(422);
  }

  private static DeadLetter valve(int n) {
    return refused("catalogue", n, "{\"bar\":1.0}").setKey(Letters.bytes("valve-" + n)).build();
  }

  @Test
  void aMappingThatIsNoneIsRefusedWithItsPaths() {
    Answer answer =
        api.postJson(TRY, trial("trial", "\"document\":{\"id\":\"pump\",\"fields\":7}"));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text("code")).isEqualTo("invalid-definition");
    assertThat(answer.json().path("errors").size()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "null",
        "{}",
        "{\"filter\":{}}x",
        "{\"filter\":{\"cod\":\"x\"}}",
        "{\"filter\":{\"state\":[\"SHUT\"]}}",
        "{\"filter\":{\"from\":\"noon\"}}",
        "{\"filter\":{},\"ids\":[]}",
        "{\"filter\":{},\"limit\":0}",
        "{\"filter\":{},\"limit\":100001}",
        "{\"filter\":{},\"filter\":{}}"
      })
  void aRequestThatSaysNotWhatIsMeantIsRefused(String body) {
    assertThat(api.postJson(REPLAY, body).status()).isEqualTo(400);
    assertThat(api.postJson(TRY, body).status()).isEqualTo(400);
  }

  @Test
  void aReplayIsTheMessageAsItWasWithTheHeadersOfAReplay() throws Exception {
    DeadLetter letter =
        refused("exact", 41, "")
            .setPayload(ByteBuffer.wrap(new byte[] {0, (byte) 0xFF, 'x'}))
            .setAttempt(2)
            .setRoot("0123456789abcdef0123456789abcdef")
            .setReceivedAt(java.time.Instant.ofEpochMilli(1_234_567))
            .setHeaders(
                Map.of(
                    "source", Letters.bytes("exact"),
                    "millrace-attempt", Letters.bytes("forged"),
                    "note", ByteBuffer.wrap(new byte[] {(byte) 0xC3})))
            .build();
    letters.index(List.of(letter));
    Answer answer = post(REPLAY, replay("exact"));
    assertThat(answer.json())
        .hasToString("{\"matched\":1,\"replayed\":1,\"notReplayable\":{},\"left\":0}");
    ConsumerRecord<byte[], byte[]> record = letters.replayed("exact").get(0);
    assertThat(record.key()).isEqualTo(Letters.bytes("pump-1").array());
    assertThat(record.value()).containsExactly(0, 0xFF, 'x');
    assertThat(record.headers().lastHeader("note").value()).containsExactly(0xC3);
    assertThat(header(record, "trace-id")).isEqualTo("exact-trace-41");
    assertThat(header(record, "millrace-dead-letter")).isEqualTo(letter.getId());
    assertThat(header(record, "millrace-root")).isEqualTo("0123456789abcdef0123456789abcdef");
    assertThat(record.headers().headers("millrace-attempt")).hasSize(1);
    assertThat(header(record, "millrace-attempt")).isEqualTo("3");
    assertThat(header(record, "millrace-origin")).isEqualTo("device-messages/2/41");
    assertThat(header(record, "millrace-received-at")).isEqualTo("1234567");
    assertThat(header(record, "millrace-mapping")).isEqualTo("pump");
    assertThat(header(record, "millrace-code")).isEqualTo("wrong-type");
  }

  @Test
  void aRowOfADataSetIsSentAsItWas() throws Exception {
    DatasetRow row =
        new DatasetRow(
            "orders",
            3L,
            DatasetRowKind.ROW,
            17L,
            DatasetMode.SNAPSHOT,
            Letters.NOON,
            "service:api",
            Map.of("id", 5L, "name", "Ann"));
    DeadLetter letter =
        refused("rows", 17, "")
            .setTopic(Topics.DATASET_ROWS)
            .setStage("map-rows")
            .setDefinitionId("erp-orders")
            .setKey(Letters.bytes("orders"))
            .setPayload(ByteBuffer.wrap(RowJson.write(row)))
            .build();
    DeadLetter broken = refused("rows", 18, "no row").setTopic(Topics.DATASET_ROWS).build();
    letters.index(List.of(letter, broken));
    assertThat(post(TRY, trial("rows", "\"document\":" + LENIENT)).json().path("notTried"))
        .hasToString("{\"row-of-a-data-set\":2}");
    assertThat(post(REPLAY, replay("rows")).json())
        .hasToString(
            "{\"matched\":2,\"replayed\":1,\"notReplayable\":{\"no-payload\":1},\"left\":0}");
    ConsumerRecord<byte[], byte[]> record = letters.replayed(Topics.DATASET_ROWS, "rows").get(0);
    assertThat(record.key()).isEqualTo(Letters.bytes("orders").array());
    assertThat(letters.row(record)).isEqualTo(row);
    assertThat(header(record, "millrace-dead-letter")).isEqualTo(letter.getId());
    assertThat(header(record, "millrace-mapping")).isEqualTo("erp-orders");
    assertThat(header(record, "millrace-origin")).isEqualTo("dataset-rows/2/17");
  }

  @Test
  void allOfAGroupAreSentOnceACallAndTheSameCallSendsTheSame() throws Exception {
    letters.index(pumps("group-of-many"));
    assertThat(post(REPLAY, replay("group-of-many")).json().path("replayed").asInt())
        .isEqualTo(1203);
    assertThat(post(REPLAY, replay("group-of-many")).json().path("replayed").asInt())
        .isEqualTo(1203);
    List<ConsumerRecord<byte[], byte[]>> sent = letters.replayed("group-of-many");
    assertThat(sent).hasSize(2 * 1203);
    assertThat(sent.stream().map(r -> header(r, "millrace-dead-letter")).distinct()).hasSize(1203);
  }

  @Test
  void whatCannotBeReplayedIsCountedByItsReason() throws Exception {
    ByteBuffer large = ByteBuffer.wrap(new byte[2 << 20]);
    List<DeadLetter> odd =
        List.of(
            refused("odd", 1, "{}").build(),
            refused("odd", 2, "{}").setState(DeadLetterState.RESOLVED).setPayload(null).build(),
            refused("odd", 3, "{}").setTopic("object-events").build(),
            refused("odd", 4, "{}").setReceivedAt(null).build(),
            refused("odd", 5, "{}").setTraceId(null).build(),
            refused("odd", 6, "").setPayload(null).build(),
            refused("odd", 7, "{}").setKey(null).build(),
            refused("odd", 8, "").setPayload(large).build());
    letters.index(odd);
    String ids =
        odd.stream()
            .map(letter -> "\"" + letter.getRoot() + "\"")
            .collect(java.util.stream.Collectors.joining(","));
    Answer answer = post(REPLAY, "{\"ids\":[" + ids + ",\"nobody\"]}");
    assertThat(answer.json().path("matched").asInt()).isEqualTo(9);
    assertThat(answer.json().path("replayed").asInt()).isEqualTo(1);
    assertThat(answer.json().path("left").asInt()).isZero();
    assertThat(answer.json().path("notReplayable"))
        .hasToString(
            "{\"already-resolved\":1,\"no-device-id\":1,\"no-longer-stored\":1,\"no-payload\":1,"
                + "\"not-found\":1,\"not-from-device-messages\":3}");
  }

  @Test
  void oneThatIsTooLargeForTheIndexIsSentFromItsTopic() throws Exception {
    byte[] payload = new byte[2 << 20];
    payload[77] = 7;
    letters.sendAndIndex(refused("big", 1, "").setPayload(ByteBuffer.wrap(payload)).build());
    assertThat(post(REPLAY, replay("big")).json().path("replayed").asInt()).isEqualTo(1);
    assertThat(letters.replayed("big").get(0).value()).isEqualTo(payload);
  }

  @Test
  void aMappingCanBeNamedAndLettersOfNoneAreForAll() throws Exception {
    letters.index(List.of(refused("named", 1, "{}").setDefinitionId(null).build()));
    post(REPLAY, replay("named"));
    post(REPLAY, "{\"mapping\":\"pump-v2\"," + replay("named").substring(1));
    assertThat(letters.replayed("named").stream().map(r -> header(r, "millrace-mapping")))
        .containsExactly(null, "pump-v2");
  }

  @Test
  void withoutKafkaItSaysHowFarItCame() throws Exception {
    letters.index(List.of(refused("down", 1, "{}").build()));
    Map<String, String> settings =
        new HashMap<>(Stack.shared().settings(Stack.shared().createDatabase("replaydown")));
    settings.put("millrace.kafka.bootstrap-servers", "127.0.0.1:" + Ports.free());
    try (RunningService service = RunningService.start(settings)) {
      Answer answer = service.api().postJson(REPLAY, replay("down"));
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.json().path("replayed").asInt(-1)).isZero();
      assertThat(answer.header("Retry-After")).isNotEmpty();
    }
  }

  private static String trial(String source, String mapping) {
    return "{\"filter\":{\"source\":\"%s\"},\"mapping\":{%s}}".formatted(source, mapping);
  }

  private static String replay(String source) {
    return "{\"filter\":{\"source\":\"%s\"}}".formatted(source);
  }
}
