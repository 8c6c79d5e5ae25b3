package io.millrace.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.local.Main;
import io.millrace.local.config.Addresses;
import io.millrace.local.stack.Stack;
import io.millrace.schemas.avro.AlertState;
import io.millrace.testkit.RecordedData;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Recorded series and payloads through the whole line, counted exactly. */
@ExtendWith(RunningStack.class)
class RecordedDataITCase {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final double HIGH = 100.0;
  private static final double LOW = 50.0;

  private final Addresses at;
  private final Service service;

  RecordedDataITCase(Stack stack) {
    at = stack.addresses();
    service = new Service(at.serviceUrl());
  }

  @Test
  void nabSeries() throws IOException {
    List<Series> series = Series.readAll(RecordedData.folder("nab").resolve("data"));
    define("mappings", "nab", NAB_MAPPING, "mapping");
    define("rules", "nab-high", NAB_RULE, "rule");
    Series.Counts expected = Series.count(series, HIGH, LOW);
    try (Devices devices = new Devices(at.kafkaBootstrap());
        Outcome outcome = new Outcome(at, "nab")) {
      for (Series one : series) {
        one.rows().forEach(row -> devices.send(one.id(), null, "nab", row.json()));
      }
      devices.flush();
      await().atMost(PATIENCE).until(outcome::observations, n -> n >= expected.rows());
      await()
          .atMost(PATIENCE)
          .until(() -> outcome.alerts(AlertState.CLEARED), n -> n >= expected.cleared());
      await().atMost(PATIENCE).untilAsserted(() -> objectsHaveTheirLastValue(series));
      assertThat(outcome.observations()).isEqualTo(expected.rows());
      assertThat(outcome.alerts(AlertState.OPEN)).isEqualTo(expected.opened());
      assertThat(outcome.alerts(AlertState.CLEARED)).isEqualTo(expected.cleared());
      assertThat(outcome.deadLetters()).isEmpty();
    }
    System.out.printf(
        "nab: replayed %d series, %d readings; %d alerts opened, %d cleared%n",
        series.size(), expected.rows(), expected.opened(), expected.cleared());
  }

  private void objectsHaveTheirLastValue(List<Series> series) {
    assertThat(service.count("nab")).isEqualTo(series.size());
    for (Series one : series) {
      JsonNode object = service.get("/api/v1/objects/nab/" + Service.encode(one.id())).body();
      assertThat(object.path("properties").path("value").asDouble())
          .as(one.id())
          .isEqualTo(one.lastValue());
    }
  }

  /** What infer proposes for the tables, loaded as it is; the second time nothing is new. */
  @Test
  void northwindTables(@TempDir Path folder) throws IOException {
    Path tables = RecordedData.folder("northwind").resolve("examples/northwind/data/csv");
    assertThat(run("infer", "--data", tables, "--output", folder).status()).isZero();
    Object[] load = {
      "load",
      "--extend",
      "--json",
      "--ontology",
      folder.resolve("ontology.json"),
      "--mapping",
      folder.resolve("object-mappings"),
      "--data",
      tables,
      "--service",
      at.serviceUrl(),
      "--kafka",
      at.kafkaBootstrap(),
      "--registry",
      at.registryUrl()
    };
    Ran first = run(load);
    assertThat(first.status()).as(first.err()).isZero();
    assertThat(JSON.readTree(first.out()).path("objects").toString())
        .isEqualTo(
            "{\"category\":8,\"customer\":91,\"employee\":9,\"order\":830,"
                + "\"order-detail\":2155,\"product\":77,\"region\":4,\"shipper\":3,"
                + "\"supplier\":29,\"territory\":53}");
    Ran second = run(load);
    assertThat(second.status()).as(second.err()).isZero();
    assertThat(second.err()).contains("0 of 11 data sets have a new version");
    assertThat(JSON.readTree(second.out()).path("objects"))
        .isEqualTo(JSON.readTree(first.out()).path("objects"));
  }

  /** What a command of the launcher said. */
  private record Ran(int status, String out, String err) {}

  private static Ran run(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status =
        Main.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
    return new Ran(status, out.toString(), err.toString());
  }

  @Test
  void lorawanPayloads() throws IOException {
    Path file = RecordedData.folder("lorawan").resolve("decoded-messages.json");
    JsonNode messages = JSON.readTree(file.toFile());
    define("mappings", "lorawan-plain", LORAWAN_PLAIN, "mapping");
    define("mappings", "lorawan-units", LORAWAN_UNITS, "mapping");
    Map<String, Integer> deadLetters = new TreeMap<>();
    TreeSet<String> objects = new TreeSet<>();
    try (Devices devices = new Devices(at.kafkaBootstrap());
        Outcome plain = new Outcome(at, "lorawan-plain");
        Outcome units = new Outcome(at, "lorawan-units");
        Outcome refused = new Outcome(at, "lorawan")) {
      for (JsonNode message : messages) {
        String device = message.path("vendor").asText() + "-" + message.path("driver").asText();
        JsonNode payload = message.path("output");
        devices.send(device, null, "lorawan", payload.toString());
        if (expectedRefusal(payload) == null) {
          objects.add(device);
        } else {
          deadLetters.merge(expectedRefusal(payload), 1, Integer::sum);
        }
      }
      devices.flush();
      int refusals = deadLetters.values().stream().mapToInt(n -> n).sum();
      int good = messages.size() - refusals;
      await().atMost(PATIENCE).until(() -> plain.observations() + units.observations() >= good);
      await().atMost(PATIENCE).until(() -> service.count("lorawan-device") >= objects.size());
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(refused.deadLetters()).isEqualTo(deadLetters));
      assertThat(plain.observations() + units.observations()).isEqualTo(good);
      assertThat(service.count("lorawan-device")).isEqualTo(objects.size());
      System.out.printf(
          "lorawan: replayed %d payloads; %d observations of %d devices, dead letters %s%n",
          messages.size(), good, objects.size(), deadLetters);
    }
  }

  /** What the two mappings below must refuse, judged from the payload alone. */
  private static String expectedRefusal(JsonNode payload) {
    JsonNode data = payload.path("data");
    if (!data.isObject()) {
      return "no-mapping";
    }
    if (data.has("battery_voltage")) {
      return null;
    }
    for (String field : List.of("temperature", "humidity")) {
      JsonNode value = data.path(field);
      if (!value.isMissingNode() && !value.isNull() && !value.isNumber()) {
        return "wrong-type";
      }
    }
    return null;
  }

  private void define(String kinds, String id, String document, String kind) {
    assertThat(service.put(kinds, id, document).status()).isEqualTo(201);
    InForce.await(at, kind, id, 1);
  }

  private static final String NAB_MAPPING =
      """
      {"id": "nab", "match": {"source": "nab"}, "objectType": "nab", "observedAt": "payload.ts",
       "fields": {"value": {"expression": "payload.value", "type": "double", "required": true}}}""";
  private static final String NAB_RULE =
      """
      {"id": "nab-high", "kind": "threshold", "objectType": "nab",
       "condition": "value > %s", "clear": "value < %s"}"""
          .formatted(HIGH, LOW);
  private static final String LORAWAN_PLAIN =
      """
      {"id": "lorawan-plain", "objectType": "lorawan-device",
       "match": {"source": "lorawan", "when": "!has(payload.data.battery_voltage)"},
       "fields": {
         "temperature": {"expression": "payload.data.temperature", "type": "double"},
         "humidity": {"expression": "payload.data.humidity", "type": "double"}}}""";
  private static final String LORAWAN_UNITS =
      """
      {"id": "lorawan-units", "objectType": "lorawan-device",
       "match": {"source": "lorawan", "when": "has(payload.data.battery_voltage)"},
       "fields": {
         "battery": {"expression": "payload.data.battery_voltage.value", "type": "double"},
         "temperature": {"expression": "payload.data.temperature.value", "type": "double"}}}""";
}
