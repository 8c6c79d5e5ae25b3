package io.millrace.service.rule;

import static io.millrace.service.stack.Documents.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.schemas.Topics;
import io.millrace.schemas.avro.AckStatus;
import io.millrace.schemas.avro.Alert;
import io.millrace.schemas.avro.AlertState;
import io.millrace.schemas.avro.Cause;
import io.millrace.schemas.avro.Definition;
import io.millrace.schemas.avro.DefinitionAck;
import io.millrace.schemas.registry.ConfluentAvro;
import io.millrace.schemas.registry.RegistryClient;
import io.millrace.service.stack.Api;
import io.millrace.service.stack.Api.Answer;
import io.millrace.service.stack.ControlTopic;
import io.millrace.service.stack.RunningService;
import io.millrace.service.stack.Stack;
import io.millrace.udfs.projection.SearchDocument;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Status, trials and effective times through the API; jobs are played by the test. */
class RulesAtRunTimeITCase {
  private static Api api;
  private static Stack stack;

  @BeforeAll
  static void start() throws Exception {
    api = RunningService.shared().api();
    stack = Stack.shared();
  }

  @Test
  void aVersionIsInForceHalfASecondAfterItsSave() throws Exception {
    Answer saved = api.putJson("/api/v1/rules/timed", rule("timed", "t > 1.0"));
    Instant at = Instant.parse(saved.text("effectiveAt"));
    assertThat(at).isEqualTo(Instant.parse(saved.text("updatedAt")).plusMillis(500));
    Definition published = published("timed").get(0);
    assertThat(published.getEffectiveAt()).isEqualTo(at);
    Answer changed = api.putJson("/api/v1/rules/timed", rule("timed", "t > 2.0"));
    assertThat(Instant.parse(changed.text("effectiveAt"))).isAfterOrEqualTo(at);
    assertThat(api.get("/api/v1/rules/timed?version=1").text("effectiveAt"))
        .isEqualTo(saved.text("effectiveAt"));
  }

  @Test
  void theStatusCountsTheSubtasksThatHaveThePresentVersion() throws Exception {
    api.putJson("/api/v1/rules/watched", rule("watched", "t > 1.0"));
    assertThat(status("watched")).isEqualTo("active on 0 of 0");
    acknowledge("watched", 1, 4, AckStatus.IN_FORCE, 0, 1, 2, 3);
    assertThat(status("watched")).isEqualTo("active on 4 of 4");
    api.putJson("/api/v1/rules/watched", rule("watched", "t > 2.0"));
    assertThat(status("watched")).isEqualTo("active on 0 of 4");
    acknowledge("watched", 2, 4, AckStatus.IN_FORCE, 0, 1, 2);
    acknowledge("watched", 2, 4, AckStatus.REJECTED, 3);
    assertThat(status("watched")).isEqualTo("active on 3 of 4, refused by 1");
    acknowledge("watched", 2, 2, AckStatus.IN_FORCE, 0, 1);
    assertThat(status("watched")).as("the job runs with two now").isEqualTo("active on 2 of 2");
    Answer answer = api.get("/api/v1/rules/watched/status");
    assertThat(answer.json().at("/subtasks/1/watermark").asString())
        .isEqualTo("2026-01-01T12:00:00Z");
    api.post("/api/v1/rules/watched:pause");
    acknowledge("watched", 3, 2, AckStatus.REMOVED, 0, 1);
    assertThat(status("watched")).isEqualTo("out of force on 2 of 2");
    assertThat(api.get("/api/v1/rules/never/status").status()).isEqualTo(404);
  }

  @Test
  void aChangeThatCannotCarryStateOverIsRefusedWithTheReason() {
    api.putJson("/api/v1/rules/carried", rule("carried", "t > 1.0"));
    String ordered = rule("carried", "t > 1.0").replaceFirst("\\{", "{\"order\": \"event-time\", ");
    Answer refused = api.putJson("/api/v1/rules/carried", ordered);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().at("/errors/0/path").asString()).isEqualTo("/onChange");
    assertThat(refused.json().at("/errors/0/reason").asString()).contains("order");
    String reset = ordered.replaceFirst("\\{", "{\"onChange\": \"reset\", ");
    assertThat(api.putJson("/api/v1/rules/carried", reset).status()).isEqualTo(200);
  }

  @Test
  void aTrialIsPublishedBesideTheRuleAndEnds() throws Exception {
    api.putJson("/api/v1/rules/tried", rule("tried", "t > 1.0"));
    Answer trial = api.putJson("/api/v1/rules/tried/shadow", rule("tried", "t > 5.0"));
    assertThat(trial.status()).isEqualTo(201);
    assertThat(trial.json().at("/document/shadow").asBoolean()).isTrue();
    assertThat(published("tried~shadow").get(0).getDocument()).contains("\"shadow\":true");
    assertThat(published("tried")).hasSize(1);
    assertThat(api.get("/api/v1/rules/tried/shadow").text("version")).isEqualTo("1");
    assertThat(api.get("/api/v1/rules/tried").json().at("/document/shadow").isMissingNode())
        .isTrue();
    assertThat(api.delete("/api/v1/rules/tried/shadow").status()).isEqualTo(204);
    assertThat(api.get("/api/v1/rules/tried/shadow").status()).isEqualTo(404);
  }

  @Test
  void aTrialNeedsARuleAndARuleIsNoTrial() {
    assertThat(api.putJson("/api/v1/rules/none/shadow", rule("none", "t > 1.0")).status())
        .isEqualTo(404);
    String marked = rule("marked", "t > 1.0").replaceFirst("\\{", "{\"shadow\": true, ");
    Answer refused = api.putJson("/api/v1/rules/marked", marked);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().at("/errors/0/path").asString()).isEqualTo("/shadow");
  }

  @Test
  void theDifferenceIsShownAlertByAlert() throws Exception {
    api.putJson("/api/v1/rules/compared", rule("compared", "t > 1.0"));
    Answer trial = api.putJson("/api/v1/rules/compared/shadow", rule("compared", "t > 5.0"));
    Instant since = Instant.parse(trial.text("effectiveAt"));
    index(alert("a1", "m1", since.plusSeconds(1), false));
    index(alert("s1", "m1", since.plusSeconds(1), true));
    index(alert("a2", "m2", since.plusSeconds(2), false));
    Answer diff = api.get("/api/v1/rules/compared/shadow/diff");
    assertThat(diff.status()).as(diff.http().body()).isEqualTo(200);
    assertThat(diff.json().path("same").asInt()).isEqualTo(1);
    assertThat(diff.json().path("onlyActive").asInt()).isEqualTo(1);
    assertThat(diff.json().at("/differences/0/active/alertId").asString()).isEqualTo("a2");
    assertThat(api.get("/api/v1/alerts?rule=compared").json().path("total").asInt())
        .as("alerts of trials are not among the others")
        .isEqualTo(2);
  }

  private static String status(String id) {
    return api.get("/api/v1/rules/" + id + "/status").text("summary");
  }

  private static List<Definition> published(String key) throws Exception {
    try (ControlTopic topic = new ControlTopic(stack, Topics.CONTROL_RULES)) {
      await().until(() -> !topic.readAll(key).isEmpty());
      return topic.readAll(key).stream().map(ControlTopic.Entry::definition).toList();
    }
  }

  private static void acknowledge(
      String id, long version, int parallelism, AckStatus status, int... subtasks)
      throws Exception {
    ConfluentAvro<DefinitionAck> avro =
        new ConfluentAvro<>(
            new RegistryClient(stack.registryUrl()), Topics.CONTROL_ACKS, DefinitionAck.class);
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", stack.kafka().address()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      for (int subtask : subtasks) {
        DefinitionAck ack =
            DefinitionAck.newBuilder()
                .setKind("rule")
                .setId(id)
                .setVersion(version)
                .setJob("rules")
                .setSubtask(subtask)
                .setParallelism(parallelism)
                .setStatus(status)
                .setAt(Instant.now())
                .setWatermark(Instant.parse("2026-01-01T12:00:00Z").toEpochMilli())
                .build();
        String key = "rule/" + id + "/rules/" + subtask;
        producer.send(new ProducerRecord<>(Topics.CONTROL_ACKS, key, avro.write(ack))).get();
      }
    }
  }

  private static Alert alert(String id, String object, Instant at, boolean shadow) {
    return Alert.newBuilder()
        .setId(id)
        .setSeq(1)
        .setState(AlertState.OPEN)
        .setRuleId("compared")
        .setRuleVersion(1)
        .setSeverity("warning")
        .setMessage("m")
        .setObjectType("machine")
        .setObjectId(object)
        .setOpenedAt(at)
        .setShadow(shadow)
        .setCauses(List.of(new Cause("e-" + object, "d", "t", at, at, Map.of("t", 9.0))))
        .build();
  }

  /** As the projection job does. */
  private static void index(Alert alert) throws Exception {
    SearchDocument document = SearchDocument.of(alert);
    stack.elasticsearch(
        "PUT",
        "/" + document.alias() + "/_doc/" + document.id() + "?refresh=true",
        new String(document.json(), StandardCharsets.UTF_8));
  }
}
