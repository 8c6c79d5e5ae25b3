package io.millrace.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import io.millrace.local.config.Addresses;
import io.millrace.local.stack.Stack;
import io.millrace.schemas.Topics;
import io.millrace.schemas.avro.DeadLetter;
import io.millrace.schemas.avro.Observation;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** JavaScript codecs in a Flink job as it is shipped, and in the service. */
@ExtendWith(RunningStack.class)
class CodecsITCase {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String SOURCE = "lns";

  /** Port 9 makes it loop. */
  private static final String PROGRAM =
      """
      // As its maker published it.
      function decodeUplink(input) {
        if (input.fPort === 9) { for (;;) {} }
        const [high, low, ...rest] = input.bytes;
        const t = ((high << 8 | low) << 16 >> 16) / 10;
        return { data: { temperature: t, humidity: rest[0] / 2 }, warnings: [], errors: [] };
      }
      """;

  private static final String MAPPING =
      """
      {"id": "lns-climate", "match": {"source": "lns"}, "objectType": "lns-sensor",
       "codec": {"id": "ct-100", "bytes": "payload.uplink_message.frm_payload",
                 "fPort": "payload.uplink_message.f_port"},
       "fields": {"temperature": {"expression": "decoded.temperature", "type": "double",
                                  "required": true},
                  "humidity": {"expression": "decoded.humidity", "type": "double"}}}""";

  private final Stack stack;
  private final Addresses at;
  private final Service service;

  CodecsITCase(Stack stack) {
    this.stack = stack;
    this.at = stack.addresses();
    this.service = new Service(at.serviceUrl());
  }

  @BeforeEach
  void define() {
    service.putProgram("ct-100", PROGRAM);
    service.put("mappings", "lns-climate", MAPPING);
    InForce.await(at, "codec", "ct-100", 1);
    InForce.await(at, "mapping", "lns-climate", 1);
  }

  @Test
  void anUplinkBecomesAnObservationAndALoopADeadLetter() {
    try (Devices devices = new Devices(at.kafkaBootstrap());
        var observations = reader(Topics.OBSERVATIONS, Observation.class);
        var letters = reader(Topics.DEAD_LETTERS, DeadLetter.class)) {
      devices.send("eui-1", "lns-1", SOURCE, uplink(2, 0xFF, 0xCE, 110));
      devices.send("eui-1", "lns-2", SOURCE, uplink(9, 0, 0, 0));
      devices.send("eui-1", "lns-3", SOURCE, uplink(2, 0x00, 0xD7, 90));
      devices.flush();
      await().atMost(PATIENCE).until(() -> ids(observations.values()).contains("lns-3"));
      assertThat(observations.values())
          .filteredOn(o -> o.getTraceId().equals("lns-1"))
          .allSatisfy(
              o ->
                  assertThat(o.getProperties())
                      .containsEntry("temperature", -5.0)
                      .containsEntry("humidity", 55.0));
      await().atMost(PATIENCE).until(() -> !letters.values().isEmpty());
      assertThat(letters.values())
          .extracting(DeadLetter::getCode, DeadLetter::getPath, DeadLetter::getDefinitionId)
          .containsOnly(tuple("codec-timeout", "codec", "lns-climate"));
      assertThat(stack.jobs()).allMatch(job -> job.state().equals("RUNNING"));
    }
  }

  private <T extends SpecificRecordBase> TopicReader<T> reader(String topic, Class<T> type) {
    return new TopicReader<>(at, topic, type, CodecsITCase::ofThisTest);
  }

  private static boolean ofThisTest(Object record) {
    return record instanceof Observation observation
        ? observation.getMappingId().equals("lns-climate")
        : record instanceof DeadLetter letter && "lns-climate".equals(letter.getDefinitionId());
  }

  private static List<String> ids(List<Observation> observations) {
    return observations.stream().map(Observation::getTraceId).toList();
  }

  private static String uplink(int port, int... bytes) {
    byte[] payload = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      payload[i] = (byte) bytes[i];
    }
    String text = Base64.getEncoder().encodeToString(payload);
    return """
        {"end_device_ids": {"dev_eui": "eui-1"},
         "uplink_message": {"f_port": %d, "frm_payload": "%s"}}"""
        .formatted(port, text);
  }
}
