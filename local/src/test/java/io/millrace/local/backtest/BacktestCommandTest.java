package io.millrace.local.backtest;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class BacktestCommandTest {
  private static final String RULE =
      """
      {"id": "hot", "kind": "threshold", "objectType": "machine", "condition": "temperature > 90.0"}""";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir private Path folder;
  private Path history;

  @BeforeEach
  void writeHistory() throws IOException {
    history =
        write(
            "press.csv",
            """
            timestamp,temperature
            2026-01-01 00:00:00,80
            2026-01-01 00:01:00,95
            2026-01-01 00:02:00,80
            2026-01-01 00:03:00,92
            """);
  }

  @Test
  void showsAlertsWithTimesAndCounts() throws IOException {
    assertThat(run(RULE)).isZero();
    assertThat(out.toString())
        .contains("2026-01-01T00:01:00Z  2026-01-01T00:02:00Z  warning   hot  machine/press")
        .contains("2026-01-01T00:03:00Z  open")
        .contains("hot version 1: 2 opened, 0 updated, 1 cleared, 1 open at the end")
        .contains("4 observations from 2026-01-01T00:00:00Z to 2026-01-01T00:03:00Z");
  }

  @Test
  void readsYamlJsonLinesAndAStretchOfTime() throws IOException {
    history =
        write(
            "history.jsonl",
            """
            {"observedAt": "2026-01-01T00:00:00Z", "objectId": "m1", "properties": {"temperature": 99.0}}
            {"observedAt": "2026-01-01T00:10:00Z", "objectId": "m1", "properties": {"temperature": 98.0}}
            """);
    String yaml =
        "rules:\n  - {id: hot, kind: threshold, objectType: machine, condition: temperature > 90.0}\n";
    Path rules = write("rules.yaml", yaml);
    assertThat(execute(rules, "--from", "2026-01-01T00:05:00Z", "--json")).isZero();
    assertThat(out.toString())
        .contains("\"observations\" : 1", "\"openedAt\" : \"2026-01-01T00:10:00Z\"");
  }

  @Test
  void comparesWithAFileAndWithAVersionOfTheService() throws IOException {
    String other = RULE.replace("90.0", "94.0");
    Path before = write("before.json", other);
    assertThat(run(RULE, "--against", before.toString())).isZero();
    assertThat(out.toString()).contains("1 the same, 0 changed, 0 moved, 1 added, 0 gone");
    HttpServer service = service("/api/v1/rules/hot?version=3", "{\"document\": " + other + "}");
    try {
      String url = "http://127.0.0.1:" + service.getAddress().getPort();
      assertThat(run(RULE, "--against", "3", "--service", url)).isZero();
    } finally {
      service.stop(0);
    }
    assertThat(out.toString().split("1 the same, 0 changed, 0 moved, 1 added, 0 gone", -1))
        .hasSize(3);
  }

  @Test
  void draws() throws IOException {
    Path svg = folder.resolve("plot.svg");
    assertThat(run(RULE, "--plot", svg.toString())).isZero();
    assertThat(Files.readString(svg))
        .contains("press: temperature", "temperature &gt; 90.0", "class=\"alert\"");
    assertThat(run(RULE, "--plot", svg.toString(), "--property", "pressure")).isEqualTo(1);
    assertThat(err.toString()).contains("nothing to draw");
  }

  @Test
  void saysWhatIsWrong() throws IOException {
    assertThat(run(RULE.replace("90.0", "'a"))).isEqualTo(2);
    assertThat(err.toString()).contains("/condition: ");
    assertThat(run(RULE.replace("> 90.0", "== 'a'").replace("temperature", "temperature.size()")))
        .isEqualTo(2);
    assertThat(run("[" + RULE + ", {\"id\": \"x\"}]")).isEqualTo(2);
    assertThat(err.toString()).contains("/1/kind");
    assertThat(run(RULE, "--from", "noon")).isEqualTo(1);
    assertThat(err.toString()).contains("'noon' is no time");
    history = folder.resolve("none.csv");
    assertThat(run(RULE)).isEqualTo(1);
    assertThat(err.toString()).contains("There is no file");
  }

  @Test
  void aRuleThatFailsOnAnObservationIsNamed() throws IOException {
    assertThat(run(RULE.replace("temperature > 90.0", "temperature.size() > 3"))).isEqualTo(1);
    assertThat(out.toString()).contains("could not judge 4 times, first: ");
  }

  @Test
  void explainShowsWhatTheServiceFound() throws IOException {
    String answer =
        """
        {"same": false, "text": "the alert comes out differently", "missing": ["e-9"],
         "differences": [{"field": "severity", "stored": "info", "again": "critical"}],
         "alert": {"ruleId": "hot", "state": "OPEN", "thresholds": {"condition": "t > 1"},
           "causes": [{"eventId": "e-1", "deviceId": "d", "observedAt": "2026-01-01T00:00:00Z",
             "values": {"t": 2}}]}}""";
    List<String> arguments = new ArrayList<>(List.of("explain", "a-1", "--service"));
    HttpServer service = service("/api/v1/alerts/a-1/explanation", answer);
    try {
      arguments.add("http://127.0.0.1:" + service.getAddress().getPort());
      assertThat(commandLine().execute(arguments.toArray(new String[0]))).isEqualTo(1);
    } finally {
      service.stop(0);
    }
    assertThat(out.toString())
        .contains("limit condition: t > 1", "cause 2026-01-01T00:00:00Z e-1 of d: {\"t\":2}")
        .contains("stored no longer: e-9", "severity: was \"info\", is \"critical\"");
  }

  private static HttpServer service(String path, String answer) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          boolean known = exchange.getRequestURI().toString().equals(path);
          byte[] body = (known ? answer : "{}").getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(known ? 200 : 404, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return server;
  }

  private int run(String rules, String... options) throws IOException {
    return execute(write("rules.json", rules), options);
  }

  private int execute(Path rules, String... options) {
    List<String> arguments =
        new ArrayList<>(
            List.of("backtest", "--rules", rules.toString(), "--input", history.toString()));
    arguments.addAll(List.of(options));
    return commandLine().execute(arguments.toArray(new String[0]));
  }

  private CommandLine commandLine() {
    CommandLine commandLine = Main.commandLine();
    return commandLine.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
