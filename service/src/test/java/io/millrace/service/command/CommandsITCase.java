package io.millrace.service.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.schemas.Topics;
import io.millrace.schemas.avro.ObjectCommand;
import io.millrace.schemas.registry.ConfluentAvro;
import io.millrace.schemas.registry.RegistryClient;
import io.millrace.service.stack.Api;
import io.millrace.service.stack.Api.Answer;
import io.millrace.service.stack.RunningService;
import io.millrace.service.stack.Stack;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandsITCase {
  private static final String SET =
      "{\"name\": \"set\", \"parameters\": {\"setpoint\": 21.5}, \"expiresIn\": \"PT10M\"}";
  private static Api api;

  @BeforeAll
  static void start() throws Exception {
    api = RunningService.shared().api();
  }

  @Test
  void a_command_for_an_object_is_in_kafka_when_it_is_accepted() throws Exception {
    Answer answer = post("/api/v1/objects/room/r%201/commands", SET);
    assertThat(answer.status()).isEqualTo(202);
    ConsumerRecord<String, byte[]> record = records(answer.text("id")).get(0);
    assertThat(record.key()).isEqualTo("room/r 1");
    ObjectCommand command = read(record);
    assertThat(command.getObjectType()).isEqualTo("room");
    assertThat(command.getObjectId()).isEqualTo("r 1");
    assertThat(command.getDeviceId()).isNull();
    assertThat(command.getName()).isEqualTo("set");
    assertThat(command.getParameters()).isEqualTo("{\"setpoint\":21.5}");
    assertThat(command.getIssuedAt()).isEqualTo(Instant.parse(answer.text("issuedAt")));
    assertThat(command.getExpiresAt()).isEqualTo(command.getIssuedAt().plusSeconds(600));
    assertThat(command.getExpiresAt()).isEqualTo(Instant.parse(answer.text("expiresAt")));
  }

  @Test
  void a_command_for_a_device_needs_a_name_alone() throws Exception {
    Answer answer = post("/api/v1/devices/gw:1.a/commands", "{\"name\": \"reboot\"}");
    assertThat(answer.status()).isEqualTo(202);
    ConsumerRecord<String, byte[]> record = records(answer.text("id")).get(0);
    assertThat(record.key()).isEqualTo("device/gw:1.a");
    assertThat(read(record).getDeviceId()).isEqualTo("gw:1.a");
    assertThat(read(record).getParameters()).isEqualTo("{}");
    assertThat(read(record).getExpiresAt()).isNull();
  }

  @Test
  void the_same_key_gives_the_same_command_for_the_same_target() {
    String[] key = {"Idempotency-Key", "order-7"};
    String id = post("/api/v1/devices/d1/commands", SET, key).text("id");
    assertThat(post("/api/v1/devices/d1/commands", SET, key).text("id")).isEqualTo(id);
    assertThat(post("/api/v1/devices/d2/commands", SET, key).text("id")).isNotEqualTo(id);
    assertThat(post("/api/v1/devices/d1/commands", SET).text("id")).isNotEqualTo(id);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|/name",
        "{\"name\": \"a/b\"}|/name",
        "{\"name\": \"set\", \"parameters\": [1]}|/parameters",
        "{\"name\": \"set\", \"expiresIn\": \"10 minutes\"}|/expiresIn",
        "{\"name\": \"set\", \"expiresIn\": \"PT0S\"}|/expiresIn",
        "{\"name\": \"set\", \"expiresIn\": \"P31D\"}|/expiresIn",
        "{\"name\": \"set\", \"colour\": \"red\"}|/colour"
      })
  void what_cannot_be_carried_out_is_refused_with_its_place(String body, String path) {
    Answer answer = post("/api/v1/devices/d1/commands", body);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text("code")).isEqualTo("invalid-command");
    assertThat(answer.json().at("/errors/0/path").asString()).isEqualTo(path);
  }

  @Test
  void what_is_no_request_is_refused() {
    assertThat(post("/api/v1/devices/d1/commands", "{").text("code"))
        .isEqualTo("malformed-document");
    assertThat(post("/api/v1/devices/d1/commands", "").status()).isEqualTo(400);
    assertThat(post("/api/v1/devices/a%20b/commands", SET).status()).isEqualTo(400);
    assertThat(post("/api/v1/objects/Room/r1/commands", SET).status()).isEqualTo(400);
    assertThat(post("/api/v1/devices/d1/commands", SET, "Idempotency-Key", "a b").status())
        .isEqualTo(400);
    assertThat(
            api.send("POST", "/api/v1/devices/d1/commands", bytes(SET), "Content-Type", "text/csv")
                .status())
        .isEqualTo(415);
    assertThat(api.get("/api/v1/devices/d1/commands").status()).isEqualTo(405);
  }

  private static Answer post(String path, String body, String... headers) {
    List<String> all = new ArrayList<>(List.of("Content-Type", "application/json"));
    all.addAll(List.of(headers));
    return api.send("POST", path, bytes(body), all.toArray(String[]::new));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static ObjectCommand read(ConsumerRecord<String, byte[]> record) throws Exception {
    RegistryClient registry = new RegistryClient(Stack.shared().registryUrl());
    return new ConfluentAvro<>(registry, Topics.OBJECT_COMMANDS, ObjectCommand.class)
        .read(record.value());
  }

  /** The records of the topic that carry this trace id. */
  private static List<ConsumerRecord<String, byte[]>> records(String traceId) throws Exception {
    List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", Stack.shared().kafka().address()),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topics.OBJECT_COMMANDS).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          String trace =
              new String(record.headers().lastHeader("trace-id").value(), StandardCharsets.UTF_8);
          if (trace.equals(traceId)) {
            found.add(record);
          }
        }
      }
    }
    return found;
  }
}
