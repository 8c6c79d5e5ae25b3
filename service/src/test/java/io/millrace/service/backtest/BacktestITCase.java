package io.millrace.service.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.schemas.Topics;
import io.millrace.schemas.avro.Alert;
import io.millrace.schemas.avro.Observation;
import io.millrace.schemas.avro.Origin;
import io.millrace.schemas.registry.ConfluentAvro;
import io.millrace.schemas.registry.RegistryClient;
import io.millrace.service.stack.Api;
import io.millrace.service.stack.Api.Answer;
import io.millrace.service.stack.RunningService;
import io.millrace.service.stack.Stack;
import io.millrace.udfs.projection.SearchDocument;
import io.millrace.udfs.rules.ObservationEvent;
import io.millrace.udfs.rules.PropertyTypes;
import io.millrace.udfs.rules.RuleCompiler;
import io.millrace.udfs.rules.host.Recorded;
import io.millrace.udfs.rules.host.RuleHost;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** On the observations that Kafka has, and the versions of a rule that PostgreSQL has. */
class BacktestITCase {
  private static final String RULE =
      """
      {"id": "tested", "kind": "threshold", "objectType": "tested-kiln",
       "condition": "heat > %s", "message": "{objectId}: {heat}"}""";

  private static final Instant START = Instant.now().minusSeconds(600);
  private static Api api;
  private static Alert live;

  @BeforeAll
  static void record() throws Exception {
    api = RunningService.shared().api();
    assertThat(api.putJson("/api/v1/rules/tested", RULE.formatted("90.0")).status()).isEqualTo(201);
    assertThat(api.putJson("/api/v1/rules/tested", RULE.formatted("96.0")).status()).isEqualTo(200);
    List<Observation> observations = new ArrayList<>();
    for (double heat : new double[] {80, 95, 97, 70, 91, 60}) {
      observations.add(observation(observations.size(), heat));
    }
    send(observations);
    live = live(observations);
    put(live);
  }

  /** As the rules job would judge them with version 1. */
  private static Alert live(List<Observation> observations) throws Exception {
    Recorded recorded = new Recorded();
    RuleHost host = new RuleHost(recorded);
    host.put(
        new RuleCompiler(PropertyTypes.unknown())
            .compile(
                new io.millrace.schemas.avro.Definition(
                    "rule",
                    "tested",
                    1L,
                    io.millrace.schemas.avro.DefinitionState.ACTIVE,
                    RULE.formatted("90.0"),
                    START,
                    null)));
    observations.forEach(o -> host.onEvent(new ObservationEvent(o)));
    return recorded.alerts().get(1);
  }

  @Test
  void aSavedRuleRunsOverTheTopic() {
    Answer answer = backtest("{\"version\": 1, \"against\": 2, \"plot\": true}");
    assertThat(answer.status()).as(answer.http().body()).isEqualTo(200);
    JsonNode json = answer.json();
    assertThat(json.path("complete").asBoolean()).isTrue();
    assertThat(json.at("/result/observations").asInt()).isGreaterThanOrEqualTo(6);
    assertThat(json.at("/result/rules/0/opened").asInt()).isEqualTo(2);
    assertThat(json.at("/against/moved").size()).isEqualTo(1);
    assertThat(json.at("/against/added").size()).isEqualTo(1);
    assertThat(json.path("plot").asString()).contains("<svg", "heat &gt; 90.0");
  }

  @Test
  void aCompositeRunsWithTheRulesWhoseAlertsItJudges() {
    String both =
        """
        {"id": "tested-both", "kind": "composite", "objectType": "tested-kiln", "by": "alertRule",
         "inputs": {"hot": {"rule": "tested"}}, "when": "hot >= 1"}""";
    Answer answer = api.postJson("/api/v1/rules/tested-both:backtest", "{\"rule\": " + both + "}");
    assertThat(answer.status()).as(answer.http().body()).isEqualTo(200);
    JsonNode rules = answer.json().at("/result/rules");
    assertThat(rules.at("/0/id").asString()).isEqualTo("tested-both");
    // The input's present version: above 96 once, and below again.
    assertThat(rules.at("/0/opened").asInt()).isOne();
    assertThat(rules.at("/0/cleared").asInt()).isOne();
    assertThat(rules.at("/1/id").asString()).isEqualTo("tested");
  }

  @Test
  void oneThatIsNotSavedRunsOverTheObservationsOfTheRequest() {
    JsonNode json =
        backtest(
                """
                {"rule": %s, "observations": [
                  {"observedAt": "2026-01-01T00:00:00Z", "objectId": "k", "properties": {"heat": 51.0}},
                  {"observedAt": "2026-01-01T00:01:00Z", "objectId": "k", "properties": {"heat": 49.0}}]}"""
                    .formatted(RULE.formatted("50.0")))
            .json();
    assertThat(json.at("/result/alerts/0/state").asString()).isEqualTo("CLEARED");
    assertThat(json.at("/result/alerts").size()).isEqualTo(1);
  }

  @Test
  void saysAllThatIsWrong() {
    Answer wrong =
        backtest("{\"version\": 1, \"rule\": {}, \"from\": \"noon\", \"against\": true, \"x\": 1}");
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.text("code")).isEqualTo("invalid-request");
    assertThat(wrong.http().body()).contains("/version", "/from", "/against", "/x");
    Answer rule = backtest("{\"rule\": {\"id\": \"tested\", \"kind\": \"threshold\"}}");
    assertThat(rule.status()).isEqualTo(422);
    assertThat(rule.text("code")).isEqualTo("invalid-definition");
    assertThat(backtest("{\"observations\": [{}]}").http().body()).contains("/observations/0/");
    assertThat(backtest("{\"version\": 99}").status()).isEqualTo(404);
    assertThat(api.postJson("/api/v1/rules/nothing:backtest", "{}").status()).isEqualTo(404);
  }

  @Test
  void anAlertComesOutAgainByteForByte() {
    Answer answer = api.get("/api/v1/alerts/" + live.getId() + "/explanation");
    assertThat(answer.status()).as(answer.http().body()).isEqualTo(200);
    assertThat(answer.json().path("same").asBoolean()).as(answer.http().body()).isTrue();
    assertThat(answer.text("text")).contains("byte for byte");
    assertThat(answer.json().path("missing").size()).isZero();
  }

  @Test
  void anAlertThatWasTamperedWithIsToldApart() throws Exception {
    put(Alert.newBuilder(live).setSeq(live.getSeq() + 1).setSeverity("info").build());
    JsonNode json = api.get("/api/v1/alerts/" + live.getId() + "/explanation").json();
    assertThat(json.path("same").asBoolean()).isFalse();
    assertThat(json.path("again").isNull()).isTrue();
    put(Alert.newBuilder(live).setSeverity("info").build());
    json = api.get("/api/v1/alerts/" + live.getId() + "/explanation").json();
    assertThat(json.path("same").asBoolean()).isFalse();
    assertThat(json.at("/differences/0/field").asString()).isEqualTo("severity");
    assertThat(json.at("/differences/0/again").asString()).isEqualTo("warning");
    put(live);
  }

  @Test
  void withoutAlertOrVersionThereIsNoExplanation() throws Exception {
    assertThat(api.get("/api/v1/alerts/nobody/explanation").status()).isEqualTo(404);
    put(Alert.newBuilder(live).setId("old").setRuleVersion(99).build());
    assertThat(api.get("/api/v1/alerts/old/explanation").status()).isEqualTo(404);
  }

  private static Answer backtest(String body) {
    return api.postJson("/api/v1/rules/tested:backtest", body);
  }

  private static Observation observation(int number, double heat) {
    Instant at = Instant.ofEpochMilli(START.plusSeconds(60L * number).toEpochMilli());
    return new Observation(
        "kiln-" + number,
        "trace-" + number,
        "kiln-1",
        "tested-kiln",
        "kiln-1",
        at,
        at,
        new HashMap<>(Map.of("heat", heat)),
        "m",
        1L,
        new Origin("device-messages", 0, (long) number, 0),
        List.of(),
        null);
  }

  private static void send(List<Observation> observations) throws Exception {
    RegistryClient registry = new RegistryClient(Stack.shared().registryUrl());
    registry.register(Topics.OBSERVATIONS + "-value", Observation.getClassSchema());
    ConfluentAvro<Observation> avro =
        new ConfluentAvro<>(registry, Topics.OBSERVATIONS, Observation.class);
    ByteArraySerializer bytes = new ByteArraySerializer();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", Stack.shared().kafka().address()), bytes, bytes)) {
      for (Observation observation : observations) {
        byte[] key = observation.getDeviceId().getBytes(StandardCharsets.UTF_8);
        producer
            .send(new ProducerRecord<>(Topics.OBSERVATIONS, key, avro.write(observation)))
            .get();
      }
    }
  }

  /** As the projection job does. */
  private static void put(Alert alert) throws Exception {
    SearchDocument document = SearchDocument.of(alert);
    Stack.shared()
        .elasticsearch(
            "PUT",
            "/" + document.alias() + "/_doc/" + document.id() + "?refresh=true",
            new String(document.json(), StandardCharsets.UTF_8));
  }
}
