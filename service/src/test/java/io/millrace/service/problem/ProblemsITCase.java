package io.millrace.service.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.service.stack.Api;
import io.millrace.service.stack.Api.Answer;
import io.millrace.service.stack.Documents;
import io.millrace.service.stack.RunningService;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemsITCase {
  private static Api api;

  @BeforeAll
  static void start() throws Exception {
    api = RunningService.shared().api();
  }

  private static void assertProblem(Answer answer, int status, String code) {
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.json().path("status").asInt()).isEqualTo(status);
    assertThat(answer.text("code")).isEqualTo(code);
    assertThat(answer.text("type")).isEqualTo("urn:millrace:problem:" + code);
    assertThat(answer.text("title")).isNotEmpty();
    assertThat(answer.http().body()).doesNotContain("Exception", "\tat ", "io.millrace");
  }

  @ParameterizedTest
  @CsvSource({
    "/, 404, not-found",
    "/api/v1/nothing, 404, not-found",
    "/api/v1/rules/none, 404, not-found",
    "/api/v1/rules/NONE, 404, not-found",
    "/api/v1/rules/none/versions, 404, not-found",
    "/api/v1/rules/%00, 400, bad-request",
    "/api/v1/rules?stat=x, 400, unknown-parameter",
    "/api/v1/rules?state=x, 400, invalid-parameter",
    "/api/v1/rules?limit=x, 400, invalid-parameter",
    "/api/v1/rules?limit=0, 400, invalid-parameter",
    "/api/v1/rules?limit=501, 400, invalid-parameter",
    "/api/v1/rules?offset=-1, 400, invalid-parameter",
    "/api/v1/rules?offset=9999, 400, invalid-parameter",
    "/api/v1/rules?limit=1&limit=2, 400, invalid-parameter",
    "/api/v1/rules/none?version=x, 400, invalid-parameter",
    "/api/v1/objects/Nothing, 404, unknown-type",
    "/api/v1/objects/nothing, 404, unknown-type",
    "/api/v1/objects/nothing/x, 404, unknown-type",
    "/api/v1/objects/*, 404, unknown-type",
    "/api/v1/objects/nothing?filter=x, 400, invalid-parameter",
    "/api/v1/objects/nothing?sort=x, 400, invalid-parameter",
    "/api/v1/alerts?state=x, 400, invalid-parameter",
    "/api/v1/alerts?from=yesterday, 400, invalid-parameter",
    "/api/v1/alerts/none, 404, not-found",
    "/health/ready?x=1, 400, unknown-parameter"
  })
  void ofGets(String path, int status, String code) {
    assertProblem(api.get(path), status, code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{                                          | 400 | malformed-document",
        "[]                                         | 400 | malformed-document",
        "''                                         | 400 | malformed-document",
        "{\"id\":\"a\",\"id\":\"a\"}                | 400 | malformed-document",
        "{}                                         | 422 | invalid-definition",
        "{\"id\":\"b\"}                             | 422 | id-mismatch",
        "{\"id\":7}                                 | 422 | invalid-definition",
        "{\"id\":\"a\",\"kind\":\"threshold\",\"objectType\":\"m\",\"condition\":\"t >\"}"
            + "                                     | 422 | invalid-definition"
      })
  void ofPuts(String body, int status, String code) {
    assertProblem(api.putJson("/api/v1/rules/a", body), status, code);
  }

  @Test
  void everyErrorHasItsPath() {
    Answer answer = api.putJson("/api/v1/rules/a", "{\"id\":\"a\",\"kind\":\"threshold\",\"x\":1}");
    assertThat(answer.json().path("errors").findValuesAsString("path"))
        .contains("/x", "/objectType", "/condition");
  }

  @Test
  void whatAnUnknownKindHasIsNotKnown() {
    Answer answer = api.putJson("/api/v1/rules/a", "{\"id\":\"a\",\"kind\":\"no\",\"x\":1}");
    assertThat(answer.json().path("errors").findValuesAsString("path"))
        .containsExactlyInAnyOrder("/kind", "/objectType");
  }

  @Test
  void malformedBodiesHaveTheirPlace() {
    Answer answer = api.putJson("/api/v1/rules/a", "{\n  \"id\" \"a\"}");
    assertThat(answer.json().path("line").asInt()).isEqualTo(2);
    assertThat(answer.json().path("column").asInt()).isPositive();
  }

  @Test
  void ofMethods() {
    Answer answer = api.send("PATCH", "/api/v1/rules/a", new byte[0]);
    assertProblem(answer, 405, "method-not-allowed");
    assertThat(answer.header("Allow")).contains("PUT");
    assertProblem(api.delete("/api/v1/alerts"), 405, "method-not-allowed");
  }

  @Test
  void ofMediaTypes() {
    byte[] body = Documents.rule("a", "t > 1.0").getBytes(StandardCharsets.UTF_8);
    assertProblem(api.put("/api/v1/rules/a", "text/plain", body), 415, "unsupported-media-type");
    assertProblem(api.get("/api/v1/rules", "Accept", "text/html"), 406, "not-acceptable");
  }

  @Test
  void ofLargeBodies() {
    byte[] body = new byte[(1 << 20) + 1];
    assertProblem(api.put("/api/v1/rules/a", "application/json", body), 413, "body-too-large");
  }

  @Test
  void ofLargeBodiesWithoutALength() {
    // YAML may start with as many comments as it likes: nothing else refuses it earlier.
    byte[] body = "#\n".repeat(600_000).getBytes(StandardCharsets.UTF_8);
    Answer answer = api.putChunked("/api/v1/rules/a", "application/yaml", body);
    assertProblem(answer, 413, "body-too-large");
  }

  @Test
  void ofWhatTomcatRefuses() {
    assertProblem(api.get("/" + "x".repeat(20_000)), 400, "bad-request");
  }
}
