package io.millrace.service.outbox;

import static io.millrace.service.stack.Documents.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.schemas.Topics;
import io.millrace.service.stack.Api;
import io.millrace.service.stack.ChildService;
import io.millrace.service.stack.ControlTopic;
import io.millrace.service.stack.ControlTopic.Entry;
import io.millrace.service.stack.Stack;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The packaged service, killed while it saves and publishes. */
class OutboxCrashITCase {
  private static final int SAVES = 200;
  private static final int IDS = 10;

  @Test
  void aKilledServiceLosesAndReordersNothing() throws Exception {
    Stack stack = Stack.shared();
    String database = stack.createDatabase("crash");
    Map<String, Long> acknowledged = new HashMap<>();
    try (ChildService service = ChildService.start(stack.settings(database))) {
      AtomicInteger done = new AtomicInteger();
      CompletableFuture<Void> killer =
          CompletableFuture.runAsync(() -> killAfter(service, done, SAVES / 2));
      saveUntilDead(service.api(), acknowledged, done);
      killer.join();
      assertThat(done.get()).isBetween(SAVES / 2, SAVES - 1);
    }
    try (ChildService service = ChildService.start(stack.settings(database))) {
      Map<String, Long> stored = versions(service.api());
      acknowledged.forEach((id, v) -> assertThat(stored.get(id)).isGreaterThanOrEqualTo(v));
      try (ControlTopic topic = new ControlTopic(stack, Topics.CONTROL_RULES)) {
        await()
            .atMost(Duration.ofSeconds(30))
            .untilAsserted(() -> assertThat(last(topic.readAll())).isEqualTo(stored));
        assertInOrder(topic.readAll());
      }
    }
  }

  private static void saveUntilDead(Api api, Map<String, Long> acknowledged, AtomicInteger done) {
    try {
      for (int i = 0; i < SAVES; i++) {
        String id = "crash-" + i % IDS;
        Api.Answer answer = api.putJson("/api/v1/rules/" + id, rule(id, "t > " + i + ".0"));
        acknowledged.put(id, Long.parseLong(answer.text("version")));
        done.incrementAndGet();
      }
    } catch (IllegalStateException e) {
      // The connection broke: killed, as it should be. The test checks that it was in mid-stream.
    }
  }

  private static void killAfter(ChildService service, AtomicInteger done, int saves) {
    await().pollInterval(Duration.ofMillis(1)).until(() -> done.get() >= saves);
    service.kill();
  }

  private static Map<String, Long> versions(Api api) {
    Map<String, Long> versions = new HashMap<>();
    for (JsonNode item : api.get("/api/v1/rules?limit=500").json().path("items")) {
      versions.put(item.path("id").asString(), item.path("version").asLong());
    }
    return versions;
  }

  private static Map<String, Long> last(List<Entry> entries) {
    Map<String, Long> versions = new HashMap<>();
    entries.stream()
        .filter(entry -> entry.key().startsWith("crash-"))
        .forEach(entry -> versions.put(entry.key(), entry.definition().getVersion()));
    return versions;
  }

  private static void assertInOrder(List<Entry> entries) {
    Map<String, Long> versions = new HashMap<>();
    for (Entry entry : entries) {
      if (entry.key().startsWith("crash-")) {
        long before = versions.getOrDefault(entry.key(), 0L);
        long version = entry.definition().getVersion();
        assertThat(version).as(entry.key()).isBetween(before, before + 1).isPositive();
        versions.put(entry.key(), version);
      }
    }
  }
}
