package io.millrace.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.jobs.Given;
import io.millrace.jobs.runtime.definition.ControlRecord;
import io.millrace.jobs.runtime.definition.ControlTopic;
import io.millrace.jobs.runtime.definition.DefinitionReporter;
import io.millrace.jobs.runtime.kafka.RawMessage;
import io.millrace.schemas.avro.AckStatus;
import io.millrace.schemas.avro.DeadLetter;
import io.millrace.schemas.avro.DefinitionAck;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** JavaScript codecs as they come by their control topic. */
class CodecsInForceTest {
  private static final String DECODES = "function decodeUplink(i) { return { data: { v: %d } }; }";
  private static final String LOOPS_ON_PORT_9 =
      "function decodeUplink(i) { if (i.fPort === 9) for (;;); return { data: { v: 1 } }; }";
  private IngestHarness ingest;

  @AfterEach
  void close() throws Exception {
    ingest.close();
  }

  @Test
  void a_codec_that_stands_at_the_start_reads_the_first_message() throws Exception {
    start(mapping(), codec(1, 1, DECODES.formatted(7)));
    ingest.receive(uplink(1, 1));
    assertThat(values()).containsExactly(7L);
  }

  @Test
  void a_new_version_is_in_force_with_the_next_message() throws Exception {
    start(mapping());
    ingest.receive(uplink(1, 1));
    ingest.control(codec(1, 1, DECODES.formatted(1)));
    ingest.receive(uplink(2, 1));
    ingest.control(codec(2, 2, DECODES.formatted(2)));
    ingest.receive(uplink(3, 1));
    ingest.control(Given.tombstone(ControlTopic.CODECS, 3, "ct-100"));
    ingest.receive(uplink(4, 1));
    assertThat(values()).containsExactly(1L, 2L);
    assertThat(ingest.codes()).containsExactly("unknown-codec", "unknown-codec");
    assertThat(acks()).containsExactly(AckStatus.IN_FORCE, AckStatus.IN_FORCE, AckStatus.REMOVED);
  }

  @Test
  void a_broken_version_leaves_the_last_good_one_in_force() throws Exception {
    start(mapping());
    ingest.control(codec(1, 1, DECODES.formatted(1)), codec(2, 2, "function decodeUplink("));
    ingest.receive(uplink(1, 1));
    assertThat(acks()).containsExactly(AckStatus.IN_FORCE, AckStatus.REJECTED);
    DeadLetter letter = ingest.deadLetters().get(0);
    assertThat(letter.getCode()).isEqualTo("invalid-definition");
    assertThat(letter.getPath()).isEqualTo("/source");
    assertThat(letter.getReason()).contains("line 1: SyntaxError");
    assertThat(values()).containsExactly(1L);
  }

  @Test
  void a_codec_that_loops_costs_its_message_and_the_job_goes_on() throws Exception {
    start(mapping(), codec(1, 1, LOOPS_ON_PORT_9));
    ingest.receive(uplink(1, 1), uplink(2, 9), uplink(3, 1));
    assertThat(values()).containsExactly(1L, 1L);
    DeadLetter letter = ingest.deadLetters().get(0);
    assertThat(letter.getCode()).isEqualTo("codec-timeout");
    assertThat(letter.getPath()).isEqualTo("codec");
    assertThat(letter.getDefinitionId()).isEqualTo("climate");
    assertThat(letter.getDefinitionVersion()).isEqualTo(1);
    assertThat(letter.getPayload().array()).isEqualTo(Given.bytes(payload(9)));
  }

  private void start(ControlRecord... definitions) throws Exception {
    ingest = IngestHarness.with(definitions).start();
  }

  private List<Object> values() {
    return ingest.observations().stream().map(o -> o.getProperties().get("v")).toList();
  }

  private List<AckStatus> acks() {
    return ingest.side(DefinitionReporter.ACKS).stream().map(DefinitionAck::getStatus).toList();
  }

  private static ControlRecord mapping() {
    String document =
        """
        {"id": "climate", "objectType": "sensor",
         "codec": {"id": "ct-100", "bytes": "payload.data", "fPort": "payload.port"},
         "fields": {"v": {"expression": "decoded.v", "type": "long", "required": true}}}""";
    return Given.control(ControlTopic.MAPPINGS, 1, "climate", 1, document);
  }

  private static ControlRecord codec(long offset, long version, String program) {
    String document = "{\"id\": \"ct-100\", \"source\": \"%s\"}".formatted(program);
    return Given.control(ControlTopic.CODECS, offset, "ct-100", version, document);
  }

  private static CheckedMessage uplink(long offset, int port) {
    RawMessage raw = Given.message(offset, Given.bytes("d1"), Given.bytes(payload(port)), Map.of());
    return new CheckedMessage(raw, "d1", "trace-" + offset, false);
  }

  private static String payload(int port) {
    return "{\"data\": \"AQI=\", \"port\": %d}".formatted(port);
  }
}
