package io.millrace.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.jobs.Given;
import io.millrace.jobs.runtime.deadletter.DeadLetters;
import io.millrace.jobs.runtime.kafka.RawMessage;
import io.millrace.schemas.avro.DeadLetter;
import io.millrace.udfs.Ids;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CheckFunctionTest {
  private static final byte[] KEY = Given.bytes("d1");
  private static final String TRACEPARENT =
      "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  private OneInputStreamOperatorTestHarness<RawMessage, CheckedMessage> harness;

  @BeforeEach
  void open() throws Exception {
    harness =
        ProcessFunctionTestHarnesses.forProcessFunction(new CheckFunction(10, () -> Given.NOON));
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void a_good_message_passes_with_its_device() throws Exception {
    check(Given.message(1, "pump-1", "{}"));
    assertThat(passed()).extracting(CheckedMessage::deviceId).containsExactly("pump-1");
    assertThat(harness.getSideOutput(DeadLetters.TAG)).isNull();
  }

  @Test
  void a_tombstone_is_set_aside() throws Exception {
    refuses("tombstone", Given.message(1, KEY, null, Map.of()));
  }

  @Test
  void a_message_without_device_is_set_aside() throws Exception {
    refuses("missing-device-id", Given.message(1, null, Given.bytes("{}"), Map.of()));
    refuses("missing-device-id", Given.message(2, new byte[0], Given.bytes("{}"), Map.of()));
  }

  @Test
  void a_device_id_that_is_no_utf8_or_too_long_or_blank_is_set_aside() throws Exception {
    byte[] overlong = {(byte) 0xC0, (byte) 0xAF};
    refuses("invalid-device-id", Given.message(1, overlong, Given.bytes("{}"), Map.of()));
    refuses("invalid-device-id", Given.message(2, new byte[257], Given.bytes("{}"), Map.of()));
    refuses("invalid-device-id", Given.message(3, "  ", "{}"));
  }

  @Test
  void the_limit_of_size_is_the_last_that_passes() throws Exception {
    check(Given.message(1, "d1", "0123456789"));
    assertThat(passed()).hasSize(1);
    refuses("oversized", Given.message(2, "d1", "0123456789x"));
  }

  @Test
  void a_dead_letter_holds_the_whole_message_and_its_place() throws Exception {
    check(Given.message(42, "d1", "0123456789x"));
    DeadLetter letter = letters().get(0);
    assertThat(letter.getTopic()).isEqualTo("device-messages");
    assertThat(letter.getOffset()).isEqualTo(42);
    assertThat(letter.getKey().array()).isEqualTo(KEY);
    assertThat(letter.getPayload().array()).isEqualTo(Given.bytes("0123456789x"));
    assertThat(letter.getHeaders().get("source").array()).isEqualTo(Given.bytes("plant"));
    assertThat(letter.getStage()).isEqualTo("check");
    assertThat(letter.getReason()).contains("11 bytes");
    assertThat(letter.getAt()).isEqualTo(Given.NOON);
  }

  @Test
  void the_id_of_a_dead_letter_is_the_same_in_every_run() throws Exception {
    check(Given.message(1, "d1", "0123456789x"), Given.message(1, "d1", "0123456789x"));
    check(Given.message(2, "d1", "0123456789x"));
    assertThat(letters().get(0).getId()).isEqualTo(letters().get(1).getId());
    assertThat(letters().get(2).getId()).isNotEqualTo(letters().get(0).getId());
  }

  @Test
  void a_cloud_event_is_known_by_its_source_and_id() throws Exception {
    check(
        Given.message(1, KEY, Given.bytes("{}"), event("plant", "7")),
        Given.message(2, KEY, Given.bytes("{}"), event("plant", "7")),
        Given.message(3, KEY, Given.bytes("{}"), event("other", "7")),
        Given.message(4, KEY, Given.bytes("{}"), Map.of("ce_source", "plant", "ce_id", "7")));
    List<CheckedMessage> messages = passed();
    assertThat(messages.get(0).traceId()).isEqualTo(Ids.derive("cloudevent", "plant", "7"));
    assertThat(messages.get(1).traceId()).isEqualTo(messages.get(0).traceId());
    assertThat(messages.get(2).traceId()).isNotEqualTo(messages.get(0).traceId());
    assertThat(messages)
        .extracting(CheckedMessage::traceGiven)
        .containsExactly(true, true, true, false);
  }

  private static Map<String, String> event(String source, String id) {
    return Map.of(
        "ce_specversion", "1.0", "ce_source", source, "ce_id", id, "traceparent", TRACEPARENT);
  }

  @Test
  void the_trace_id_comes_from_its_header_then_from_w3c_then_from_the_place() throws Exception {
    check(
        Given.traced(1, "d1", "{}", "t-1"),
        Given.message(2, KEY, Given.bytes("{}"), Map.of("traceparent", TRACEPARENT)),
        Given.message(3, KEY, Given.bytes("{}"), Map.of("traceparent", "nonsense")),
        Given.message(3, KEY, Given.bytes("{}"), Map.of("trace-id", " ")),
        Given.message(4, KEY, Given.bytes("{}"), Map.of()));
    List<CheckedMessage> messages = passed();
    assertThat(messages.get(0).traceId()).isEqualTo("t-1");
    assertThat(messages.get(1).traceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
    assertThat(messages.get(2).traceId()).isEqualTo(messages.get(3).traceId()).hasSize(32);
    assertThat(messages.get(4).traceId()).isNotEqualTo(messages.get(3).traceId());
    assertThat(messages)
        .extracting(CheckedMessage::traceGiven)
        .containsExactly(true, true, false, false, false);
  }

  private void check(RawMessage... messages) throws Exception {
    for (RawMessage message : messages) {
      harness.processElement(message, 0);
    }
  }

  private void refuses(String code, RawMessage message) throws Exception {
    int before = passed().size();
    check(message);
    assertThat(letters()).last().extracting(DeadLetter::getCode).isEqualTo(code);
    assertThat(passed()).hasSize(before);
  }

  private List<CheckedMessage> passed() {
    return harness.extractOutputValues();
  }

  private List<DeadLetter> letters() {
    return harness.getSideOutput(DeadLetters.TAG).stream().map(StreamRecord::getValue).toList();
  }
}
