package io.millrace.service.health;

import static io.millrace.service.stack.Documents.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.schemas.Topics;
import io.millrace.service.stack.Api;
import io.millrace.service.stack.Api.Answer;
import io.millrace.service.stack.ControlTopic;
import io.millrace.service.stack.Ports;
import io.millrace.service.stack.RunningService;
import io.millrace.service.stack.Stack;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A service whose servers are not there. */
class OutagesITCase {
  private static Map<String, String> settings(String database, String broken, String value)
      throws Exception {
    Stack stack = Stack.shared();
    Map<String, String> settings = new HashMap<>(stack.settings(stack.createDatabase(database)));
    settings.put(broken, value);
    return settings;
  }

  @Test
  void withoutElasticsearchDefinitionsCanBeChanged() throws Exception {
    String nowhere = "http://127.0.0.1:" + Ports.free();
    try (RunningService service =
        RunningService.start(settings("nosearch", "millrace.elasticsearch.url", nowhere))) {
      Api api = service.api();
      for (String path : new String[] {"/objects/machine", "/objects/machine/a", "/alerts"}) {
        Answer answer = api.get("/api/v1" + path);
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.text("code")).isEqualTo("unavailable");
        assertThat(answer.header("Retry-After")).isNotEmpty();
      }
      assertThat(api.putJson("/api/v1/rules/a", rule("a", "t > 1.0")).status()).isEqualTo(201);
      Answer ready = api.get("/health/ready");
      assertThat(ready.status()).isEqualTo(200);
      assertThat(ready.text("status")).isEqualTo("DEGRADED");
      assertThat(ready.json().at("/checks/elasticsearch/status").asString()).isEqualTo("DOWN");
    }
  }

  @Test
  void withoutARegistryDefinitionsWait() throws Exception {
    Map<String, String> settings =
        settings("noregistry", "millrace.registry.url", "http://127.0.0.1:" + Ports.free());
    try (RunningService service = RunningService.start(settings);
        ControlTopic topic = new ControlTopic(Stack.shared(), Topics.CONTROL_RULES)) {
      Api api = service.api();
      assertThat(api.putJson("/api/v1/rules/waits", rule("waits", "t > 1.0")).status())
          .isEqualTo(201);
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> metric(api, "millrace_outbox_failures_total") >= 1);
      assertThat(metric(api, "millrace_outbox_size")).isEqualTo(1);
      assertThat(topic.readAll("waits")).isEmpty();
    }
    settings.put("millrace.registry.url", Stack.shared().registryUrl());
    try (RunningService service = RunningService.start(settings);
        ControlTopic topic = new ControlTopic(Stack.shared(), Topics.CONTROL_RULES)) {
      await().untilAsserted(() -> assertThat(topic.readAll("waits")).hasSize(1));
      await().until(() -> metric(service.api(), "millrace_outbox_size") == 0);
    }
  }

  @Test
  void withoutADatabaseNothingIsAcceptedAndItRecovers() throws Exception {
    Stack stack = Stack.shared();
    try (RunningService service =
        RunningService.start(stack.settings(stack.createDatabase("lost")))) {
      Api api = service.api();
      api.putJson("/api/v1/rules/lost", rule("lost", "t > 1.0"));
      stack.allowConnections("lost", false);
      Answer answer = api.putJson("/api/v1/rules/lost", rule("lost", "t > 2.0"));
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.header("Retry-After")).isNotEmpty();
      assertThat(api.get("/health/ready").status()).isEqualTo(503);
      assertThat(api.get("/health/live").status()).isEqualTo(200);
      stack.allowConnections("lost", true);
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> api.putJson("/api/v1/rules/lost", rule("lost", "t > 3.0")).status() == 200);
      try (ControlTopic topic = new ControlTopic(stack, Topics.CONTROL_RULES)) {
        await()
            .atMost(Duration.ofSeconds(30))
            // Where the database went between Kafka's acknowledgement and the deletion, 1 is there
            // twice.
            .untilAsserted(
                () ->
                    assertThat(
                            topic.readAll("lost").stream().map(OutagesITCase::version).distinct())
                        .containsExactly(1L, 2L));
      }
    }
  }

  private static long version(ControlTopic.Entry entry) {
    return entry.definition().getVersion();
  }

  private static double metric(Api api, String name) {
    return api.get("/metrics")
        .http()
        .body()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow();
  }
}
