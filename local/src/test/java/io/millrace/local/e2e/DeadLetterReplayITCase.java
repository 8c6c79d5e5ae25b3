package io.millrace.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.local.Main;
import io.millrace.local.config.Addresses;
import io.millrace.local.config.ServerName;
import io.millrace.local.stack.Stack;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Messages that a wrong mapping refused are found, tried, put right and sent again; whatever dies
 * or is repeated on the way, each is there once in the end. Every message is an object of its own,
 * so that an object changed more than once shows a message that was taken twice.
 */
@ExtendWith(RunningStack.class)
class DeadLetterReplayITCase {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int DEVICES = 20;

  private final Stack stack;
  private final Addresses at;
  private final Service service;
  @TempDir private Path folder;

  DeadLetterReplayITCase(Stack stack) {
    this.stack = stack;
    this.at = stack.addresses();
    this.service = new Service(at.serviceUrl());
  }

  @Test
  void aRepairedMappingTakesWhatItCanAndTheRestIsParked() throws Exception {
    String source = "repaired";
    put(source, 1, mapping(source, "payload.bar"));
    put(source + "-count", 1, bystander(source));
    try (Devices devices = new Devices(at.kafkaBootstrap());
        Outcome outcome = new Outcome(at, source);
        Outcome bystander = new Outcome(at, source + "-count");
        Replays replays = new Replays(at.kafkaBootstrap(), source)) {
      send(devices, source, 600, 10);
      await().atMost(PATIENCE).until(() -> letters(source, "OPEN"), n -> n == 600);
      JsonNode group = service.get("/api/v1/dead-letters/groups?source=" + source).body();
      assertThat(group.path("total").asInt()).isEqualTo(1);
      assertThat(group.at("/items/0/by/mapping").asText()).isEqualTo(source);

      assertThat(millrace("list", "--by", "code,mapping", "--source", source))
          .contains("600 letters", "wrong-type", "1 group");
      assertThat(millrace("list", "--source", source, "--limit", "3"))
          .contains("3 of 600 letters", source + " v1");
      String letter = group.at("/items/0/sample/id").asText();
      assertThat(millrace("show", letter)).contains("header source", "\"bar\":");

      String repaired = mapping(source, "double(payload.bar)");
      Path file = Files.writeString(folder.resolve("repaired.json"), repaired);
      assertThat(millrace("try", "--mapping", file.toString(), "--source", source))
          .contains("540 of 600 would now pass", "would fail: expression-failed 60");
      put(source, 2, repaired);
      assertThat(millrace("replay", "--source", source)).contains("600 of 600 sent again");

      await().atMost(PATIENCE).until(() -> letters(source, "RESOLVED"), n -> n == 540);
      await().atMost(PATIENCE).until(() -> attempt(source, 2), n -> n == 60);
      await().atMost(PATIENCE).until(() -> replays.records().size(), n -> n == 600);
      replays.sendAllAgain();
      devices.flush();
      settle(devices, source, outcome, 540);
      // A poll that finds nothing in time says only that the broker was slow.
      await().atMost(PATIENCE).until(() -> replays.records().size(), n -> n == 1200);
      assertThat(outcome.observations()).isEqualTo(540 + DEVICES);
      assertThat(outcome.observationRecords()).isEqualTo(540 + DEVICES);
      await().atMost(PATIENCE).until(bystander::observations, n -> n >= 600 + DEVICES);
      assertThat(bystander.observationRecords()).isEqualTo(600 + DEVICES);
      assertThat(letters(source, "OPEN")).isEqualTo(60);
      assertThat(attempt(source, 2)).isEqualTo(60);
      eachObjectChangedOnce(source, 540 + DEVICES);
    }
  }

  @Test
  void aReplayThatDiesHalfWayIsRepeatedWithoutDuplicates() throws Exception {
    String source = "broken-off";
    int messages = 5000;
    put(source, 1, mapping(source, "payload.bar"));
    try (Devices devices = new Devices(at.kafkaBootstrap());
        Outcome outcome = new Outcome(at, source);
        Replays replays = new Replays(at.kafkaBootstrap(), source)) {
      send(devices, source, messages, Integer.MAX_VALUE);
      await().atMost(PATIENCE).until(() -> letters(source, "OPEN"), n -> n == messages);
      put(source, 2, mapping(source, "double(payload.bar)"));

      CompletableFuture<String> first =
          CompletableFuture.supplyAsync(() -> millrace("replay", "--source", source));
      await().atMost(PATIENCE).until(() -> !replays.records().isEmpty());
      stack.kill(ServerName.SERVICE);
      stack.kill(ServerName.TASKMANAGER);
      stack.start(ServerName.TASKMANAGER);
      stack.start(ServerName.SERVICE);
      first.join();

      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofSeconds(2))
          .until(
              () -> {
                millrace("replay", "--source", source);
                return letters(source, "RESOLVED") == messages;
              });
      settle(devices, source, outcome, messages);
      await().atMost(PATIENCE).until(() -> replays.records().size(), n -> n >= messages);
      assertThat(outcome.observations()).isEqualTo(messages + DEVICES);
      assertThat(letters(source, "OPEN")).isZero();
      eachObjectChangedOnce(source, messages + DEVICES);
    }
  }

  /** Pressures as texts, which the first mapping refuses; each {@code nth} is none at all. */
  private static void send(Devices devices, String source, int messages, int nth) {
    for (int i = 0; i < messages; i++) {
      String bar = (i + 1) % nth == 0 ? "high" : i + ".5";
      // Every other one without a trace id: a replay must not derive another one.
      String trace = i % 2 == 0 ? source + "-" + i : null;
      devices.send(
          source + "-" + i % DEVICES,
          trace,
          source,
          "{\"id\":\"%s-%d\",\"bar\":\"%s\",\"n\":%d}"
              .formatted(source, i, bar, i)
              .getBytes(StandardCharsets.UTF_8));
    }
    devices.flush();
  }

  /** Returns when what was sent before has been dealt with, for each device keeps its order. */
  private void settle(Devices devices, String source, Outcome outcome, int before) {
    for (int device = 0; device < DEVICES; device++) {
      devices.send(
          source + "-" + device,
          source + "-last-" + device,
          source,
          "{\"id\":\"%s-last-%d\",\"bar\":\"1\",\"n\":1}".formatted(source, device));
    }
    devices.flush();
    await().atMost(PATIENCE).until(outcome::observations, n -> n >= before + DEVICES);
    await().atMost(PATIENCE).until(() -> service.count(source), n -> n >= before + DEVICES);
  }

  private void eachObjectChangedOnce(String source, int objects) {
    assertThat(service.count(source)).isEqualTo(objects);
    JsonNode changed =
        service.get("/api/v1/objects/" + source + "?sort=seq:desc&limit=1").body().at("/items/0");
    assertThat(changed.path("seq").asInt()).as(changed.toString()).isEqualTo(1);
  }

  private long letters(String source, String state) {
    JsonNode answer =
        service.get("/api/v1/dead-letters?limit=1&source=" + source + "&state=" + state).body();
    return answer.path("total").asLong();
  }

  /** How many of the first 500 open ones have come to this attempt. */
  private long attempt(String source, int attempt) {
    JsonNode answer = service.get("/api/v1/dead-letters?limit=500&source=" + source).body();
    return Stream.iterate(0, i -> i < answer.path("items").size(), i -> i + 1)
        .filter(i -> answer.path("items").get(i).path("attempt").asInt() == attempt)
        .count();
  }

  private String millrace(String... arguments) {
    StringWriter said = new StringWriter();
    String[] all =
        Stream.of(
                Stream.of("dead-letters"),
                Arrays.stream(arguments),
                Stream.of("--service", at.serviceUrl()))
            .flatMap(s -> s)
            .toArray(String[]::new);
    PrintWriter writer = new PrintWriter(said, true);
    int unused = Main.commandLine().setOut(writer).setErr(writer).execute(all);
    System.out.println("$ ./millrace " + String.join(" ", all) + "\n" + said);
    return said.toString();
  }

  private void put(String id, int version, String document) {
    assertThat(service.put("mappings", id, document).status()).isIn(200, 201);
    InForce.await(at, "mapping", id, version);
  }

  private static String mapping(String source, String pressure) {
    return """
        {"id": "%1$s", "match": {"source": "%1$s"}, "objectType": "%1$s", "objectId": "payload.id",
         "unknownDevices": "accept",
         "fields": {"bar": {"expression": "%2$s", "type": "double", "required": true}}}"""
        .formatted(source, pressure);
  }

  /** Takes the same messages and refuses none. */
  private static String bystander(String source) {
    return """
        {"id": "%1$s-count", "match": {"source": "%1$s"}, "objectType": "%1$s-count",
         "unknownDevices": "accept",
         "fields": {"n": {"expression": "payload.n", "type": "long", "required": true}}}"""
        .formatted(source);
  }
}
