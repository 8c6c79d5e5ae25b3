package io.millrace.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import io.millrace.jobs.Given;
import io.millrace.jobs.runtime.definition.ControlTopic;
import io.millrace.jobs.runtime.kafka.RawMessage;
import io.millrace.schemas.avro.DeadLetter;
import io.millrace.schemas.avro.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sparkplug data by alias, resolved by births that came before on the same device. */
class DeviceBirthsTest {
  private static final Duration TTL = IngestHarness.OPTIONS.birthTtl();
  private static Instant now = Given.NOON;
  private IngestHarness ingest =
      IngestHarness.with(
          Given.control(
              ControlTopic.MAPPINGS,
              1,
              "press",
              1,
              """
              {"id": "press", "match": {"source": "plant"}, "objectType": "press",
               "fields": {"speed": {"expression": "payload.values.Speed", "type": "long",
                                    "required": true}}}"""));
  private long offset;

  @AfterEach
  void close() throws Exception {
    ingest.close();
    now = Given.NOON;
  }

  @Test
  void data_are_read_by_the_birth_of_their_node_also_after_a_restart() throws Exception {
    ingest.start();
    ingest.receive(birth("n1", 7), data("n1", 7, 42));
    ingest.restart();
    ingest.receive(data("n1", 7, 43));
    assertThat(speeds()).containsExactly(43L);
  }

  @Test
  void rocksdb_does_the_same() throws Exception {
    ingest.onRocksDb().start();
    ingest.receive(birth("n1", 7), birth("n2", 8), data("n1", 7, 1), data("n2", 8, 2));
    assertThat(speeds()).containsExactly(0L, 0L, 1L, 2L);
  }

  @Test
  void an_unknown_alias_is_a_dead_letter_and_a_rebirth_mends_it() throws Exception {
    ingest.start();
    ingest.receive(data("n1", 7, 1), birth("n1", 7), data("n2", 7, 2), data("n1", 7, 3));
    assertThat(speeds()).containsExactly(0L, 3L);
    assertThat(ingest.codes()).containsExactly("unknown-alias", "unknown-alias");
    DeadLetter letter = ingest.deadLetters().get(0);
    assertThat(letter.getPath()).isEqualTo("/metrics/0/alias");
    assertThat(letter.getReason()).contains("alias 7");
  }

  @Test
  void a_birth_that_nothing_asks_for_is_forgotten() throws Exception {
    ingest.start();
    ingest.receive(birth("n1", 7));
    ingest.stateAge(TTL.plusMillis(1));
    ingest.receive(data("n1", 7, 1));
    assertThat(ingest.codes()).containsExactly("unknown-alias");
  }

  @Test
  void a_birth_in_use_is_kept() throws Exception {
    ingest.options(IngestOptions.of(IngestOptions.SET.parse(new String[0]), () -> now)).start();
    ingest.receive(birth("n1", 7));
    for (int quarters = 1; quarters <= 8; quarters++) {
      Duration age = TTL.multipliedBy(quarters).dividedBy(2);
      now = Given.NOON.plus(age);
      ingest.stateAge(age);
      ingest.receive(data("n1", 7, quarters));
    }
    assertThat(ingest.codes()).isEmpty();
    assertThat(speeds()).hasSize(9);
  }

  @Test
  void of_too_many_births_under_one_id_the_oldest_goes() throws Exception {
    ingest.options(IngestOptions.of(IngestOptions.SET.parse(new String[0]), () -> now)).start();
    for (int i = 0; i <= DeviceBirths.MOST; i++) {
      now = Given.NOON.plusMillis(i);
      ingest.receive(birth("n" + i, 7));
    }
    ingest.receive(data("n0", 7, 1), data("n1", 7, 2), data("n" + DeviceBirths.MOST, 7, 3));
    assertThat(ingest.codes()).containsExactly("unknown-alias");
    assertThat(speeds()).hasSize(DeviceBirths.MOST + 3);
  }

  private List<Object> speeds() {
    return ingest.observations().stream()
        .map(Observation::getProperties)
        .map(properties -> (Object) properties.get("speed"))
        .toList();
  }

  private CheckedMessage birth(String node, long alias) {
    return message(
        "spBv1.0/plant/NBIRTH/" + node,
        metric(alias, 0)
            .addField(1, length(ByteString.copyFromUtf8("Speed")))
            .addField(4, Field.newBuilder().addVarint(3).build()));
  }

  private CheckedMessage data(String node, long alias, long value) {
    return message("spBv1.0/plant/NDATA/" + node, metric(alias, value));
  }

  /** Alias and int_value, by the numbers of their fields. */
  private static UnknownFieldSet.Builder metric(long alias, long value) {
    return UnknownFieldSet.newBuilder()
        .addField(2, Field.newBuilder().addVarint(alias).build())
        .addField(10, Field.newBuilder().addVarint(value).build());
  }

  private CheckedMessage message(String topic, UnknownFieldSet.Builder metric) {
    byte[] payload =
        UnknownFieldSet.newBuilder()
            .addField(2, length(metric.build().toByteString()))
            .build()
            .toByteArray();
    RawMessage raw =
        Given.message(
            ++offset,
            Given.bytes("gateway"),
            payload,
            Map.of(
                "source",
                "plant",
                "content-type",
                "application/vnd.sparkplug.b",
                "mqtt-topic",
                topic));
    return new CheckedMessage(raw, "gateway", "trace-" + offset, false);
  }

  private static Field length(ByteString bytes) {
    return Field.newBuilder().addLengthDelimited(bytes).build();
  }
}
