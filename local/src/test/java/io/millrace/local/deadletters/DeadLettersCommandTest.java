package io.millrace.local.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.millrace.local.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What commands ask and print; against the real service they run in the end-to-end tests. */
class DeadLettersCommandTest {
  private static final String LETTER =
      """
      {"id":"0a1b","state":"OPEN","attempt":2,"at":"2026-01-01T12:00:00.123Z","stage":"map",
       "code":"wrong-type","reason":"'bar' must be\\na double \\u001b[2J","path":"bar",
       "definitionId":"pump","definitionVersion":3,"device":"pump-7","source":null,
       "preview":"{}","size":2,"payload":"e30=","key":"YQ==","headers":{"source":"pumps"}}""";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir private Path folder;
  private HttpServer service;
  private String asked = "";
  private String body = "";
  private int status = 200;
  private String answer = "{}";

  @BeforeEach
  void start() throws IOException {
    service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    service.createContext("/", this::answer);
    service.start();
  }

  @AfterEach
  void stop() {
    service.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked = exchange.getRequestMethod() + " " + exchange.getRequestURI();
    body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Test
  void listAsksByFiltersAndPrintsALineALetter() {
    answer = "{\"total\":1200,\"items\":[" + LETTER + "]}";
    assertThat(run("list", "--code", "wrong-type", "--state", "open", "-q", "a b&c")).isZero();
    assertThat(asked)
        .isEqualTo(
            "GET /api/v1/dead-letters?code=wrong-type&q=a%20b%26c&state=open&limit=20&offset=0");
    assertThat(out.toString().lines().skip(1).findFirst().orElseThrow())
        .matches(
            "0a1b +2026-01-01T12:00:00Z +wrong-type +- +pump-7 +pump v3 +2 +'bar' must be a double +"
                + "\\[2J");
    assertThat(out.toString()).endsWith("1 of 1,200 letters\n").doesNotContain("\u001b");
  }

  @Test
  void groupsArePrintedWithTheirCounts() {
    answer =
        """
        {"letters":12004,"total":1,"complete":true,"items":[
          {"by":{"code":"wrong-type","mapping":null},"count":12004,
           "first":"2026-01-01T12:00:00Z","last":"2026-01-01T13:00:00Z","sample":%s}]}"""
            .formatted(LETTER);
    assertThat(run("list", "--by", "code,mapping", "--refused-by", "pump")).isZero();
    assertThat(asked)
        .isEqualTo("GET /api/v1/dead-letters/groups?mapping=pump&limit=20&by=code&by=mapping");
    assertThat(out.toString()).contains("12,004   wrong-type  -", "12,004 letters in 1 group\n");
  }

  @Test
  void showPrintsWhatIsKnownAndWritesThePayload() throws IOException {
    answer = LETTER;
    Path file = folder.resolve("payload");
    assertThat(run("show", "0a1b", "--payload", file.toString())).isZero();
    assertThat(asked).isEqualTo("GET /api/v1/dead-letters/0a1b");
    assertThat(Files.readString(file)).isEqualTo("{}");
    assertThat(out.toString()).contains("header source        pumps").doesNotContain("e30=");
    answer = LETTER.replace("\"e30=\"", "null");
    assertThat(run("show", "0a1b", "--payload", file.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("There is no payload");
  }

  @Test
  void trySendsTheFileAndSaysHowManyWouldPass() throws IOException {
    answer =
        """
        {"matched":12004,"tried":12004,"wouldPass":11830,"wouldFail":174,"left":0,
         "byCode":{"wrong-type":174},"notTried":{},
         "samples":[{"id":"0a1b","code":"wrong-type","path":"bar","reason":"no number",
                     "device":"pump-7","preview":"{}"}]}""";
    Path mapping = Files.writeString(folder.resolve("pump.json"), "{\"id\":\"pump\"}");
    assertThat(run("try", "--mapping", mapping.toString(), "--source", "pumps", "--limit", "20000"))
        .isEqualTo(1);
    assertThat(asked).isEqualTo("POST /api/v1/dead-letters:try");
    assertThat(json(body))
        .isEqualTo(
            json(
                "{\"filter\":{\"source\":\"pumps\"},\"mapping\":{\"document\":{\"id\":\"pump\"}},"
                    + "\"limit\":20000}"));
    assertThat(out.toString())
        .contains("11,830 of 12,004 would now pass", "would fail: wrong-type 174", "no number");
  }

  @Test
  void tryTakesASavedMappingAndIsContentWhenAllPass() throws IOException {
    answer = "{\"matched\":2,\"tried\":2,\"wouldPass\":2,\"wouldFail\":0}";
    assertThat(run("try", "--saved", "pump", "--version", "3", "--state", "open")).isZero();
    assertThat(json(body))
        .isEqualTo(
            json(
                "{\"filter\":{\"state\":[\"OPEN\"]},\"mapping\":{\"id\":\"pump\",\"version\":3}}"));
    answer = "{\"matched\":2,\"tried\":1,\"wouldPass\":1,\"notTried\":{\"no-payload\":1}}";
    assertThat(run("try", "--saved", "pump")).isEqualTo(1);
    assertThat(out.toString()).contains("not tried: no-payload 1");
  }

  @Test
  void replayIsOfIdsOrOfAFilter() throws IOException {
    answer = "{\"matched\":3,\"replayed\":1,\"notReplayable\":{\"no-payload\":1},\"left\":1}";
    assertThat(run("replay", "0a1b", "2c3d", "--mapping", "pump")).isZero();
    assertThat(json(body)).isEqualTo(json("{\"ids\":[\"0a1b\",\"2c3d\"],\"mapping\":\"pump\"}"));
    assertThat(out.toString())
        .contains("1 of 3 sent again", "not sent: no-payload 1", "left over the limit: 1");
    assertThat(run("replay", "--device", "pump-7")).isZero();
    assertThat(json(body)).isEqualTo(json("{\"filter\":{\"device\":\"pump-7\"}}"));
    assertThat(run("replay", "--all")).isZero();
    assertThat(json(body)).isEqualTo(json("{\"filter\":{}}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"replay", "replay --all a", "replay a --code x", "try", "try --version 3", "show"})
  void whatSaysNotWhichIsRefusedBeforeAnythingIsSent(String line) {
    assertThat(run(line.split(" "))).isEqualTo(2);
    assertThat(asked).isEmpty();
  }

  @Test
  void whatTheServiceRefusesIsASentenceWithItsErrors() throws IOException {
    status = 422;
    answer =
        """
        {"title":"The definition cannot be used","detail":"One error",
         "errors":[{"path":"/fields","reason":"must be an object"}]}""";
    Path mapping = Files.writeString(folder.resolve("pump.json"), "{}");
    assertThat(run("try", "--mapping", mapping.toString())).isEqualTo(1);
    assertThat(err.toString())
        .contains("The definition cannot be used: One error", "/fields: must be an object")
        .doesNotContain("\tat ");
    service.stop(0);
    assertThat(run("list")).isEqualTo(1);
    assertThat(err.toString()).contains("No answer from http://127.0.0.1:");
  }

  @Test
  void theAnswerCanBeHadAsItIs() throws IOException {
    answer = "{\"total\":0,\"items\":[]}";
    assertThat(run("list", "--json")).isZero();
    assertThat(json(out.toString())).isEqualTo(json(answer));
  }

  private int run(String... arguments) {
    List<String> all = new ArrayList<>(List.of("dead-letters"));
    all.addAll(List.of(arguments));
    all.add("--service=http://127.0.0.1:" + service.getAddress().getPort());
    CommandLine line = Main.commandLine();
    return line.setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(all.toArray(String[]::new));
  }

  private static Object json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }
}
