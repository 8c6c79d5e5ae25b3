package io.millrace.service.outbox;

import static io.millrace.service.stack.Documents.mapping;
import static io.millrace.service.stack.Documents.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.schemas.Topics;
import io.millrace.schemas.avro.Definition;
import io.millrace.schemas.avro.DefinitionState;
import io.millrace.service.ServiceSettings;
import io.millrace.service.stack.Api;
import io.millrace.service.stack.Api.Answer;
import io.millrace.service.stack.ControlTopic;
import io.millrace.service.stack.ControlTopic.Entry;
import io.millrace.service.stack.RunningService;
import io.millrace.service.stack.Stack;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OutboxITCase {
  private static Stack stack;
  private static Api api;

  @BeforeAll
  static void start() throws Exception {
    stack = Stack.shared();
    api = RunningService.shared().api();
  }

  private static List<Entry> published(String topic, String key, int atLeast) {
    try (ControlTopic control = new ControlTopic(stack, topic)) {
      return await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> control.readAll(key), entries -> entries.size() >= atLeast);
    }
  }

  @Test
  void aSaveIsPublishedAsTheJobsReadIt() {
    Answer made = api.putJson("/api/v1/mappings/out", mapping("out", "outtype", "t"));
    Entry entry = published(Topics.CONTROL_MAPPINGS, "out", 1).get(0);
    Definition definition = entry.definition();
    assertThat(definition.getKind()).isEqualTo("mapping");
    assertThat(definition.getId()).isEqualTo("out");
    assertThat(definition.getVersion()).isEqualTo(1);
    assertThat(definition.getState()).isEqualTo(DefinitionState.ACTIVE);
    assertThat(definition.getDocument()).isEqualTo(mapping("out", "outtype", "t"));
    assertThat(definition.getPublishedAt()).isEqualTo(Instant.parse(made.text("updatedAt")));
  }

  @Test
  void theSameAgainIsNotPublished() {
    api.putJson("/api/v1/rules/once", rule("once", "t > 1.0"));
    api.putJson("/api/v1/rules/once", rule("once", "t > 1.0"));
    api.putJson("/api/v1/rules/once", rule("once", "t > 2.0"));
    assertThat(published(Topics.CONTROL_RULES, "once", 2))
        .extracting(e -> e.definition().getVersion())
        .containsExactly(1L, 2L);
  }

  @Test
  void aRemovalIsSaidAndThenForgotten() {
    api.putJson("/api/v1/rules/removed", rule("removed", "t > 1.0"));
    api.post("/api/v1/rules/removed:pause");
    api.delete("/api/v1/rules/removed");
    List<Entry> entries = published(Topics.CONTROL_RULES, "removed", 4);
    assertThat(entries.subList(0, 3))
        .extracting(e -> e.definition().getState())
        .containsExactly(DefinitionState.ACTIVE, DefinitionState.PAUSED, DefinitionState.REMOVED);
    assertThat(entries.get(3).definition()).isNull();
    assertThat(entries).hasSize(4);
  }

  @Test
  void theLargestDocumentIsPublished() {
    String label = "x".repeat(999_900);
    String device =
        "{\"id\":\"large\",\"type\":\"machine\",\"labels\":{\"a\":\"%s\"}}".formatted(label);
    assertThat(api.putJson("/api/v1/devices/large", device).status()).isEqualTo(201);
    Entry entry = published(Topics.CONTROL_DEVICES, "large", 1).get(0);
    assertThat(entry.definition().getDocument()).isEqualTo(device);
  }

  @Test
  void manyVersionsKeepTheirOrder() {
    IntStream.range(0, 60)
        .parallel()
        .forEach(i -> api.putJson("/api/v1/rules/ordered", rule("ordered", "t > " + i + ".0")));
    assertThat(published(Topics.CONTROL_RULES, "ordered", 60))
        .extracting(e -> e.definition().getVersion())
        .isEqualTo(LongStream.rangeClosed(1, 60).boxed().toList());
  }

  @Test
  void aSaveWakesThePublisher() throws Exception {
    String url = stack.createDatabase("woken");
    ServiceSettings.Database database =
        new ServiceSettings.Database(url, "postgres", "postgres");
    try (RunningService own = RunningService.start(stack.settings(url));
        OutboxQueue queue = OutboxQueue.open(database)) {
      assertThat(own.api().putJson("/api/v1/rules/fast", rule("fast", "t > 1.0")).status())
          .isEqualTo(201);
      assertThat(queue.await(Duration.ofSeconds(20))).isTrue();
      assertThat(queue.await(Duration.ofMillis(1))).isFalse();
    }
  }

  @Test
  void whileKafkaIsDownSavesAreKept() throws Exception {
    api.putJson("/api/v1/rules/outage", rule("outage", "t > 0.0"));
    published(Topics.CONTROL_RULES, "outage", 1);
    stack.kafka().stop();
    try {
      for (int i = 1; i <= 10; i++) {
        Answer saved = api.putJson("/api/v1/rules/outage", rule("outage", "t > " + i + ".0"));
        assertThat(saved.status()).isEqualTo(200);
      }
      Answer ready = api.get("/health/ready");
      assertThat(ready.status()).isEqualTo(503);
      assertThat(ready.json().at("/checks/kafka/status").asString()).isEqualTo("DOWN");
      assertThat(ready.json().at("/checks/database/status").asString()).isEqualTo("UP");
    } finally {
      stack.kafka().start();
    }
    List<Long> versions =
        published(Topics.CONTROL_RULES, "outage", 11).stream()
            .map(e -> e.definition().getVersion())
            .distinct()
            .toList();
    assertThat(versions).isEqualTo(LongStream.rangeClosed(1, 11).boxed().toList());
    await().until(() -> api.get("/health/ready").status() == 200);
  }
}
