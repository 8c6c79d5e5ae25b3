package io.millrace.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.local.config.Addresses;
import io.millrace.local.config.ServerName;
import io.millrace.local.stack.Stack;
import io.millrace.schemas.avro.AlertState;
import io.millrace.schemas.avro.DeadLetter;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Exact counts from message to document, undisturbed and while servers die under the stream. */
@ExtendWith(RunningStack.class)
class EndToEndITCase {
  private static final int MESSAGES = 4000;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Stack stack;
  private final Addresses at;
  private final Service service;

  EndToEndITCase(Stack stack) {
    this.stack = stack;
    this.at = stack.addresses();
    this.service = new Service(at.serviceUrl());
  }

  @Test
  void everyMessageIsAnObservationADuplicateOrADeadLetter() {
    run("calm", 1, () -> {});
  }

  @Test
  void aTaskManagerKilledInMidStreamChangesNothing() {
    run(
        "killed-taskmanager",
        2,
        () -> {
          stack.kill(ServerName.TASKMANAGER);
          stack.start(ServerName.TASKMANAGER);
        });
  }

  @Test
  void aBrokerRestartedInMidStreamChangesNothing() {
    run("restarted-broker", 3, () -> stack.restart(ServerName.KAFKA));
  }

  @Test
  void elasticsearchAwayForHalfAMinuteLosesNothing() {
    run(
        "no-elasticsearch",
        4,
        () -> {
          stack.stop(ServerName.ELASTICSEARCH);
          pause(Duration.ofSeconds(30));
          stack.start(ServerName.ELASTICSEARCH);
        });
    assertThat(stack.jobs()).allMatch(job -> job.state().equals("RUNNING"));
  }

  private void run(String source, long seed, Runnable disturbance) {
    try (Devices devices = new Devices(at.kafkaBootstrap());
        Outcome outcome = new Outcome(at, source)) {
      Traffic traffic = new Traffic(source, seed, devices);
      define(traffic);
      traffic.send(MESSAGES / 2);
      devices.flush();
      disturbance.run();
      traffic.send(MESSAGES / 2);
      devices.flush();
      check(traffic, outcome);
    }
  }

  private void define(Traffic traffic) {
    for (String id : traffic.deviceIds()) {
      assertThat(service.put("devices", id, traffic.deviceDocument(id)).status()).isEqualTo(201);
    }
    assertThat(service.put("mappings", traffic.source(), traffic.mapping()).status())
        .isEqualTo(201);
    assertThat(service.put("rules", traffic.source() + "-hot", traffic.rule()).status())
        .isEqualTo(201);
    InForce.await(at, "rule", traffic.source() + "-hot", 1);
    InForce.await(at, "mapping", traffic.source(), 1);
    InForce.await(at, "device", traffic.source() + "-39", 1);
  }

  private void check(Traffic traffic, Outcome outcome) {
    await("observations of " + traffic.source())
        .atMost(PATIENCE)
        .until(outcome::observations, count -> count >= traffic.observations());
    await("alerts of " + traffic.source())
        .atMost(PATIENCE)
        .until(() -> outcome.alerts(AlertState.CLEARED), count -> count >= traffic.cleared());
    await("dead letters of " + traffic.source())
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(outcome.deadLetters()).isEqualTo(traffic.deadLetters()));
    await("documents of " + traffic.source())
        .atMost(PATIENCE)
        .until(() -> service.count(traffic.source()), count -> count >= traffic.objects());
    await("alert documents of " + traffic.source())
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(alerts(traffic, "CLEARED")).isEqualTo(traffic.cleared()));
    assertThat(outcome.observations()).isEqualTo(traffic.observations());
    assertThat(outcome.alerts(AlertState.OPEN)).isEqualTo(traffic.opened());
    assertThat(outcome.alerts(AlertState.CLEARED)).isEqualTo(traffic.cleared());
    assertThat(outcome.contradictions()).isEmpty();
    assertThat(service.count(traffic.source())).isEqualTo(traffic.objects());
    assertThat(alerts(traffic, "OPEN")).isEqualTo(traffic.opened() - traffic.cleared());
    assertThat(outcome.deadLetterRecords()).allSatisfy(EndToEndITCase::saysWhatItWas);
  }

  private static void saysWhatItWas(DeadLetter letter) {
    assertThat(letter.getReason()).isNotBlank();
    assertThat(letter.getTopic()).isEqualTo("device-messages");
    assertThat(letter.getPayload() == null).isEqualTo(letter.getCode().equals("tombstone"));
  }

  private long alerts(Traffic traffic, String state) {
    return service
        .get("/api/v1/alerts?limit=1&rule=" + traffic.source() + "-hot&state=" + state)
        .body()
        .path("total")
        .asLong();
  }

  private static void pause(Duration duration) {
    try {
      Thread.sleep(duration.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
