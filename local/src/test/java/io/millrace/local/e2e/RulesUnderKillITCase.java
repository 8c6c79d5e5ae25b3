package io.millrace.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.local.config.Addresses;
import io.millrace.local.config.ServerName;
import io.millrace.local.stack.Stack;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * {@code kill -9} of the TaskManager and the JobManager while a rule is changed and data flows. On
 * demand, for it takes servers away from under the other tests: {@code -Dmillrace.kill=true}.
 */
@EnabledIfSystemProperty(named = "millrace.kill", matches = "true")
@ExtendWith(RunningStack.class)
class RulesUnderKillITCase {
  private static final String SOURCE = "killed-rule";
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final Stack stack;
  private final Addresses at;
  private final Service service;

  RulesUnderKillITCase(Stack stack) {
    this.stack = stack;
    this.at = stack.addresses();
    this.service = new Service(at.serviceUrl());
  }

  @Test
  void alertsAreThoseOfARunThatNobodyDisturbed() throws Exception {
    assertThat(service.put("mappings", SOURCE, mapping()).status()).isEqualTo(201);
    assertThat(service.put("rules", SOURCE, rule(3)).status()).isEqualTo(201);
    InForce.await(at, "mapping", SOURCE, 1);
    InForce.await(at, "rule", SOURCE, 1);
    AtomicBoolean on = new AtomicBoolean(true);
    try (Devices devices = new Devices(at.kafkaBootstrap());
        Outcome outcome = new Outcome(at, SOURCE);
        Undisturbed undisturbed = new Undisturbed(at, SOURCE)) {
      Thread stream = new Thread(() -> stream(devices, on), "stream");
      stream.start();
      try {
        await().atMost(PATIENCE).until(() -> outcome.observations() > 100);
        changeWhileServersDie();
      } finally {
        on.set(false);
        stream.join();
      }
      devices.flush();
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(outcome.observations()).isEqualTo(undisturbed.read()));
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(outcome.alertRecords().stream().map(a -> Undisturbed.said(a.value())))
                      .containsAll(undisturbed.alerts(7))
                      .isSubsetOf(undisturbed.alerts(7)));
      assertThat(outcome.contradictions()).isEmpty();
    }
  }

  private void changeWhileServersDie() {
    change(2, 2);
    stack.kill(ServerName.TASKMANAGER);
    change(3, 5);
    stack.start(ServerName.TASKMANAGER);
    inForce();
    change(4, 1);
    stack.kill(ServerName.JOBMANAGER);
    change(5, 4);
    stack.start(ServerName.JOBMANAGER);
    stack.startJobs();
    inForce();
    change(6, 3);
    inForce();
    assertThat(service.delete("rules", SOURCE).status()).isBetween(200, 204);
    stack.kill(ServerName.TASKMANAGER);
    stack.start(ServerName.TASKMANAGER);
  }

  /** All subtasks have the present version in force: jobs that were killed take their time. */
  private void inForce() {
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              JsonNode status = service.get("/api/v1/rules/" + SOURCE + "/status").body();
              int subtasks = status.path("of").asInt();
              return subtasks > 0 && status.path("confirmed").asInt() == subtasks;
            });
  }

  private void change(long version, int above) {
    Service.Answer answer = service.put("rules", SOURCE, rule(above));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().path("version").asLong()).isEqualTo(version);
  }

  private static void stream(Devices devices, AtomicBoolean on) {
    for (long i = 0; on.get(); i++) {
      devices.send(SOURCE + "-" + i % 8, SOURCE + i, SOURCE, "{\"value\":" + i * 5 % 7 + "}");
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private static String mapping() {
    return """
    {"id": "%1$s", "match": {"source": "%1$s"}, "objectType": "%1$s",
     "fields": {"value": {"expression": "payload.value", "type": "double"}}}\
    """
        .formatted(SOURCE);
  }

  private static String rule(int above) {
    return """
    {"id": "%1$s", "kind": "threshold", "objectType": "%1$s", "condition": "value > %2$s.0"}\
    """
        .formatted(SOURCE, above);
  }
}
