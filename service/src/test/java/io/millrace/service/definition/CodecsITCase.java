package io.millrace.service.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.service.stack.Api;
import io.millrace.service.stack.Api.Answer;
import io.millrace.service.stack.RunningService;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CodecsITCase {
  private static final String PROGRAM =
      "// Maker's own, \u00e9\u00a9\nfunction Decoder(bytes, port) {\n\treturn { t: bytes[0] / 2 };\n}\n";
  private static Api api;

  @BeforeAll
  static void start() throws Exception {
    api = RunningService.shared().api();
  }

  @Test
  void anUnmodifiedFileGoesInAndComesOut() {
    Answer made = put("file", "text/javascript", PROGRAM);
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.header("Location")).isEqualTo("/api/v1/codecs/file");
    assertThat(made.text("kind")).isEqualTo("codec");
    assertThat(made.json().at("/document/source").asString()).isEqualTo(PROGRAM);
    Answer program = api.get("/api/v1/codecs/file", "Accept", "text/javascript");
    assertThat(program.http().body()).isEqualTo(PROGRAM);
    assertThat(program.header("Content-Type")).isEqualTo("text/javascript;charset=UTF-8");
    assertThat(program.header("ETag")).isEqualTo("\"1\"");
    assertThat(api.get("/api/v1/codecs/file").json()).isEqualTo(made.json());
  }

  @Test
  void takesEveryNameOfTheTypeAndNone() {
    assertThat(put("typed", "application/javascript", PROGRAM).status()).isEqualTo(201);
    assertThat(put("typed", "text/javascript; charset=utf-8", PROGRAM).status()).isEqualTo(200);
    byte[] bytes = PROGRAM.getBytes(StandardCharsets.UTF_8);
    Answer unnamed = api.send("PUT", "/api/v1/codecs/typed", bytes);
    assertThat(unnamed.status()).isEqualTo(200);
    assertThat(unnamed.text("version")).isEqualTo("1");
    assertThat(put("typed", "text/css", PROGRAM).status()).isEqualTo(415);
  }

  @Test
  void aDocumentIsAsGood() {
    String document =
        "{\"id\": \"doc\", \"description\": \"x\", \"source\": \"function Decode() {}\"}";
    assertThat(api.putJson("/api/v1/codecs/doc", document).status()).isEqualTo(201);
    byte[] yaml =
        "id: doc\nsource: |\n  function Decode() {\n    return {};\n  }\n"
            .getBytes(StandardCharsets.UTF_8);
    assertThat(api.put("/api/v1/codecs/doc", "application/yaml", yaml).text("version"))
        .isEqualTo("2");
    assertThat(api.get("/api/v1/codecs/doc", "Accept", "text/javascript").http().body())
        .isEqualTo("function Decode() {\n  return {};\n}\n");
    assertThat(
            api.get("/api/v1/codecs/doc?version=1").json().at("/document/description").asString())
        .isEqualTo("x");
  }

  @Test
  void whatIsNoCodecIsRefusedWithItsLine() {
    Answer refused = put("broken", "text/javascript", "var a = 1;\nfunction Decode(1) {}\n");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text("code")).isEqualTo("invalid-definition");
    assertThat(refused.json().at("/errors/0/path").asString()).isEqualTo("/source");
    assertThat(refused.json().at("/errors/0/reason").asString()).startsWith("line 2: SyntaxError");
    assertThat(
            put("broken", "text/javascript", "for (;;);").json().at("/errors/0/reason").asString())
        .contains("Stopped after");
    byte[] noText = {(byte) 0xff};
    assertThat(api.put("/api/v1/codecs/broken", "text/javascript", noText).status()).isEqualTo(400);
    assertThat(put("BAD ID".replace(" ", "%20"), "text/javascript", PROGRAM).status())
        .isEqualTo(422);
    assertThat(api.get("/api/v1/codecs/broken").status()).isEqualTo(404);
  }

  @Test
  void guardsAgainstAnotherEditor() {
    put("guarded", "text/javascript", PROGRAM);
    byte[] next = "function Decode() { return {}; }".getBytes(StandardCharsets.UTF_8);
    assertThat(
            api.put("/api/v1/codecs/guarded", "text/javascript", next, "If-Match", "\"7\"")
                .status())
        .isEqualTo(412);
    assertThat(
            api.put("/api/v1/codecs/guarded", "text/javascript", next, "If-Match", "\"1\"")
                .status())
        .isEqualTo(200);
  }

  private static Answer put(String id, String type, String program) {
    return api.put("/api/v1/codecs/" + id, type, program.getBytes(StandardCharsets.UTF_8));
  }
}
