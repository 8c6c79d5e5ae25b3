package io.millrace.service.object;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.service.stack.Api;
import io.millrace.service.stack.Api.Answer;
import io.millrace.service.stack.RunningService;
import io.millrace.service.stack.Stack;
import io.millrace.udfs.projection.DocumentId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectsITCase {
  private static final String PATH = "/api/v1/objects/motor";
  private static Api api;

  @BeforeAll
  static void index() throws Exception {
    api = RunningService.shared().api();
    Stack stack = Stack.shared();
    stack.elasticsearch("PUT", "/objects-motor-000001", "{\"aliases\":{\"objects-motor\":{}}}");
    put(stack, "m-1", 3, "{\"site\":\"North hall\",\"temperature\":91.5,\"starts\":7,\"on\":true}");
    put(
        stack,
        "m-2",
        1,
        "{\"site\":\"South hall\",\"temperature\":20.0,\"starts\":9,\"on\":false}");
    put(stack, "m-3", 2, "{\"site\":\"North yard\",\"temperature\":55.0}");
    put(stack, "a/b \\ c", 1, "{\"site\":\"a:b,c\"}");
  }

  private static void put(Stack stack, String id, int seq, String properties) throws Exception {
    String document =
        """
        {"id":"%s","type":"motor","seq":%d,"createdAt":"2026-01-01T00:00:00Z",
         "updatedAt":"2026-01-0%dT00:00:00Z","properties":%s}"""
            .formatted(id.replace("\\", "\\\\"), seq, seq, properties);
    stack.elasticsearch("PUT", "/objects-motor/_doc/" + encode(id) + "?refresh=true", document);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static List<String> ids(String query) {
    Answer answer = api.get(PATH + query);
    assertThat(answer.status()).as(answer.http().body()).isEqualTo(200);
    return StreamSupport.stream(answer.json().path("items").spliterator(), false)
        .map(item -> item.path("id").asString())
        .toList();
  }

  @Test
  void allAreListedLatestChangeFirst() {
    assertThat(ids("")).containsExactly("m-1", "m-3", "a/b \\ c", "m-2");
    assertThat(api.get(PATH + "?limit=1").json().path("total").asInt()).isEqualTo(4);
    assertThat(ids("?limit=2&offset=1")).containsExactly("m-3", "a/b \\ c");
  }

  @Test
  void listsMapsAndPlacesAreFound() throws Exception {
    Stack stack = Stack.shared();
    stack.elasticsearch("PUT", "/objects-bus-000001", "{\"aliases\":{\"objects-bus\":{}}}");
    String bus =
        """
        {"id":"b-1","type":"bus","seq":1,"createdAt":"2026-01-01T00:00:00Z",
         "updatedAt":"2026-01-01T00:00:00Z",
         "properties":{"at":{"lat":52.5,"lon":13.25},"lines":["M1","M2"],"doors":{"front":3}},
         "places":{"at":{"lat":52.5,"lon":13.25}}}""";
    stack.elasticsearch("PUT", "/objects-bus/_doc/b-1?refresh=true", bus);
    for (String filter :
        List.of("lines:eq:M2", "doors.front:eq:3", "at:near:52.51,13.25,2km", "at.lat:eq:52.5")) {
      Answer found = api.get("/api/v1/objects/bus?filter=" + encode(filter));
      assertThat(found.json().path("total").asInt()).as(found.http().body()).isEqualTo(1);
    }
    for (String filter : List.of("lines:eq:M3", "doors.front:eq:4", "at:near:52.6,13.25,2km")) {
      Answer found = api.get("/api/v1/objects/bus?filter=" + encode(filter));
      assertThat(found.json().path("total").asInt(-1)).as(found.http().body()).isZero();
    }
    assertThat(api.get("/api/v1/objects/bus?filter=doors:eq:3").status()).isEqualTo(400);
    assertThat(api.get("/api/v1/objects/bus/b-1").http().body())
        .contains("\"at\":{\"lat\":52.5,\"lon\":13.25}")
        .doesNotContain("places");
  }

  @Test
  void anObjectHasItsPropertiesAndNothingOfTheIndex() {
    Answer answer = api.get(PATH + "/m-1");
    assertThat(answer.header("ETag")).isEqualTo("\"3\"");
    assertThat(answer.http().body())
        .isEqualTo(
            """
            {"id":"m-1","type":"motor","seq":3,"createdAt":"2026-01-01T00:00:00Z",\
            "updatedAt":"2026-01-03T00:00:00Z","properties":{"site":"North hall",\
            "temperature":91.5,"starts":7,"on":true},"source":"index"}""");
    assertThat(api.get(PATH + "/none").status()).isEqualTo(404);
  }

  @Test
  void deletedObjectsAreHiddenUnlessAskedFor() throws Exception {
    Stack stack = Stack.shared();
    stack.elasticsearch("PUT", "/objects-van-000001", "{\"aliases\":{\"objects-van\":{}}}");
    for (String id : List.of("there", "gone")) {
      String van =
          """
          {"id":"%s","type":"van","seq":4,"createdAt":"2026-01-01T00:00:00Z",
           "createdBy":"device:d","updatedAt":"2026-01-02T00:00:00Z","updatedBy":"user:ann",%s
           "setBy":{"no":1},"properties":{"no":1}}"""
              .formatted(id, id.equals("gone") ? "\"deletedAt\":\"2026-01-02T00:00:00Z\"," : "");
      stack.elasticsearch("PUT", "/objects-van/_doc/" + id + "?refresh=true", van);
    }
    String path = "/api/v1/objects/van";
    assertThat(api.get(path).http().body()).contains("\"there\"").doesNotContain("deletedAt");
    assertThat(api.get(path).json().path("total").asInt()).isEqualTo(1);
    assertThat(api.get(path + "?deleted=true").json().path("total").asInt()).isEqualTo(2);
    assertThat(api.get(path + "?deleted=only").http().body())
        .contains("\"total\":1", "\"deletedAt\":\"2026-01-02T00:00:00Z\"", "user:ann")
        .doesNotContain("setBy");
    assertThat(api.get(path + "?deleted=maybe").status()).isEqualTo(400);
    Answer gone = api.get(path + "/gone");
    assertThat(gone.status()).isEqualTo(410);
    assertThat(gone.text("code")).isEqualTo("gone");
    assertThat(gone.text("deletedAt")).isEqualTo("2026-01-02T00:00:00Z");
    assertThat(gone.json().path("seq").asInt()).isEqualTo(4);
  }

  @Test
  void anIdTooLongForTheIndexIsFoundAllTheSame() throws Exception {
    String id = "\u6f22".repeat(200);
    String document =
        """
        {"id":"%s","type":"longid","seq":1,"createdAt":"2026-01-01T00:00:00Z",
         "updatedAt":"2026-01-01T00:00:00Z","properties":{}}"""
            .formatted(id);
    Stack stack = Stack.shared();
    stack.elasticsearch("PUT", "/objects-longid-000001", "{\"aliases\":{\"objects-longid\":{}}}");
    stack.elasticsearch(
        "PUT", "/objects-longid/_doc/" + encode(DocumentId.of(id)) + "?refresh=true", document);
    assertThat(api.get("/api/v1/objects/longid/" + encode(id)).text("id")).isEqualTo(id);
  }

  @Test
  void idsMayHoldSlashes() {
    assertThat(api.get(PATH + "/" + encode("a/b \\ c")).text("id")).isEqualTo("a/b \\ c");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "north | m-1 m-3",
        "NORTH ha | m-1",
        "hall | m-1 m-2",
        "hall yard | ''",
        "m-2 | m-2",
        "M-2 | m-2",
        "'' | m-1 m-3 a/b_\\_c m-2"
      })
  void wordsAreFound(String words, String ids) {
    assertThat(
            String.join(
                " ",
                ids("?q=" + encode(words)).stream()
                    .map(i -> i.replace(' ', '_'))
                    .sorted()
                    .toList()))
        .isEqualTo(Arrays.stream(ids.split(" ")).sorted().collect(Collectors.joining(" ")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "site:north",
        "/.*/",
        "north OR south",
        "\"",
        "(",
        "[a TO b]",
        "{\"match_all\":{}}",
        "_exists_:site",
        "~",
        "\\",
        "' OR '1'='1",
        "\u0000",
        "\ud83d\ude00"
      })
  void nothingInWordsIsAnOperator(String words) {
    assertThat(ids("?q=" + encode(words))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "temperature:gt:50 | m-1 m-3",
        "temperature:gte:55 | m-1 m-3",
        "temperature:lt:5.5e1 | m-2",
        "temperature:lte:55.0 | m-3 m-2",
        "temperature:eq:20 | m-2",
        "starts:eq:7 | m-1",
        "starts:gt:7.5 | m-2",
        "starts:eq:7.5 | ''",
        "starts:eq:1e30 | ''",
        "on:eq:true | m-1",
        "site:eq:North hall | m-1",
        "site:eq:a:b,c | a/b \\ c",
        "site:eq:North* | ''",
        "on:ne:true | m-3 a/b \\ c m-2"
      })
  void filtersHold(String filter, String ids) {
    assertThat(String.join(" ", ids("?filter=" + encode(filter)))).isEqualTo(ids);
  }

  @Test
  void allFiltersMustHold() {
    assertThat(ids("?filter=temperature:gt:50&filter=site:eq:North%20yard")).containsExactly("m-3");
    assertThat(ids("?q=north&filter=temperature:gt:60")).containsExactly("m-1");
  }

  @Test
  void sortsByProperties() {
    assertThat(ids("?sort=temperature:asc")).containsExactly("m-2", "m-3", "m-1", "a/b \\ c");
    assertThat(ids("?sort=temperature:desc")).containsExactly("m-1", "m-3", "m-2", "a/b \\ c");
    assertThat(ids("?sort=id:desc")).containsExactly("m-3", "m-2", "m-1", "a/b \\ c");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?filter=temprature:gt:1", "?filter=temperature:gt:hot", "?filter=on:eq:1",
        "?filter=site.text:eq:north", "?sort=temprature:asc", "?sort=temperature:up",
        "?limit=501", "?offset=10000"
      })
  void refusesWhatCannotBeEvaluated(String query) {
    Answer answer = api.get(PATH + query);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("code")).isEqualTo("invalid-parameter");
  }
}
