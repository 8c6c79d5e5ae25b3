package io.millrace.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.local.config.Addresses;
import io.millrace.local.stack.Stack;
import io.millrace.schemas.avro.Alert;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rules put through the API while data flows. */
@ExtendWith(RunningStack.class)
class RulesAtRunTimeITCase {
  private static final String SOURCE = "changing";
  private static final Pattern ACTIVE_EVERYWHERE =
      Pattern.compile("active on ([1-9]\\d*) of \\1\"");
  private final Addresses at;
  private final Service service;

  RulesAtRunTimeITCase(Stack stack) {
    at = stack.addresses();
    service = new Service(at.serviceUrl());
  }

  @Test
  void aRuleIsInForceWithoutRestart() throws Exception {
    assertThat(service.put("mappings", SOURCE, mapping()).status()).isEqualTo(201);
    AtomicBoolean on = new AtomicBoolean(true);
    try (Devices devices = new Devices(at.kafkaBootstrap());
        Outcome outcome = new Outcome(at, SOURCE)) {
      Thread stream = new Thread(() -> stream(devices, on), "stream");
      stream.start();
      try {
        await().atMost(Duration.ofSeconds(60)).until(() -> outcome.observations() > 50);
        List<Long> active = new ArrayList<>();
        List<Long> first = new ArrayList<>();
        for (int number = 1; number <= 5; number++) {
          long start = System.currentTimeMillis();
          String id = "rule-" + number;
          assertThat(service.put("rules", id, rule(id, SOURCE)).status()).isEqualTo(201);
          active.add(millisUntilActive(id, start));
          first.add(millisUntilAlert(outcome, id, start));
        }
        // Shown and not asserted: how busy the machine is must not fail a test.
        System.out.println("From PUT to active in all subtasks, ms, five rules: " + active);
        System.out.println("From PUT to the first alert, ms, five rules: " + first);
      } finally {
        on.set(false);
        stream.join();
      }
    }
  }

  @Test
  void aBrokenRuleIsRefusedWithAPath() {
    Service.Answer malformed = service.put("rules", "broken", "{\"id\":");
    assertThat(malformed.status()).isEqualTo(400);
    Service.Answer invalid =
        service.put(
            "rules",
            "broken",
            """
            {"id": "broken", "kind": "threshold", "objectType": "machine",
             "condition": "temperature >"}""");
    assertThat(invalid.status()).isEqualTo(422);
    assertThat(invalid.body().path("errors").get(0).path("path").asText()).isEqualTo("/condition");
    assertThat(invalid.body().path("errors").get(0).path("reason").asText()).isNotBlank();
    assertThat(service.get("/api/v1/rules/broken").status()).isEqualTo(404);
  }

  @Test
  void aRemovedRuleClearsItsAlerts() throws Exception {
    String source = "removing";
    assertThat(service.put("mappings", source, mapping().replace(SOURCE, source)).status())
        .isEqualTo(201);
    assertThat(service.put("rules", "short-lived", rule("short-lived", source)).status())
        .isEqualTo(201);
    InForce.await(at, "rule", "short-lived", 1);
    InForce.await(at, "mapping", source, 1);
    try (Devices devices = new Devices(at.kafkaBootstrap());
        Outcome outcome = new Outcome(at, source)) {
      devices.send(source, null, source, "{\"value\":5.0}".getBytes(UTF_8));
      devices.flush();
      await().atMost(Duration.ofSeconds(30)).until(() -> outcome.alertRecords().size() == 1);
      assertThat(service.delete("rules", "short-lived").status()).isBetween(200, 204);
      await().atMost(Duration.ofSeconds(30)).until(() -> outcome.alertRecords().size() == 2);
      Alert cleared = outcome.alertRecords().get(1).value();
      assertThat(cleared.getState().name()).isEqualTo("CLEARED");
      assertThat(cleared.getId()).isEqualTo(outcome.alertRecords().get(0).value().getId());
    }
  }

  private static final java.nio.charset.Charset UTF_8 = java.nio.charset.StandardCharsets.UTF_8;

  private long millisUntilActive(String id, long start) {
    await()
        .pollInterval(Duration.ofMillis(20))
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> service.get("/api/v1/rules/" + id + "/status").body().toString(),
            status -> ACTIVE_EVERYWHERE.matcher(status).find());
    return System.currentTimeMillis() - start;
  }

  private static long millisUntilAlert(Outcome outcome, String id, long start) {
    await()
        .pollInterval(Duration.ofMillis(50))
        .atMost(Duration.ofSeconds(30))
        .until(() -> outcome.alertRecords().stream().anyMatch(a -> of(a.value(), id)));
    return outcome.alertRecords().stream()
            .filter(a -> of(a.value(), id))
            .mapToLong(TopicReader.Timed::sentAt)
            .min()
            .orElseThrow()
        - start;
  }

  private static boolean of(Alert alert, String rule) {
    return alert.getRuleId().equals(rule);
  }

  private static void stream(Devices devices, AtomicBoolean on) {
    for (long i = 0; on.get(); i++) {
      devices.send(SOURCE + "-" + i % 4, SOURCE + i, SOURCE, "{\"value\":" + i % 7 + "}");
      try {
        Thread.sleep(10);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private static String mapping() {
    return """
        {"id": "changing", "match": {"source": "changing"}, "objectType": "changing",
         "fields": {"value": {"expression": "payload.value", "type": "double"}}}""";
  }

  private static String rule(String id, String type) {
    return """
        {"id": "%s", "kind": "threshold", "objectType": "%s", "condition": "value > 3.0"}"""
        .formatted(id, type);
  }
}
