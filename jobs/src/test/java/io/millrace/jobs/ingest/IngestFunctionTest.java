package io.millrace.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.millrace.jobs.Given;
import io.millrace.jobs.runtime.definition.ControlRecord;
import io.millrace.jobs.runtime.definition.ControlTopic;
import io.millrace.jobs.runtime.definition.DefinitionReporter;
import io.millrace.jobs.runtime.kafka.RawMessage;
import io.millrace.schemas.avro.AckStatus;
import io.millrace.schemas.avro.DeadLetter;
import io.millrace.schemas.avro.DefinitionAck;
import io.millrace.schemas.avro.Observation;
import io.millrace.schemas.registry.RegistryException;
import io.millrace.udfs.format.PayloadFormats;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IngestFunctionTest {
  private IngestHarness ingest;

  @AfterEach
  void close() throws Exception {
    ingest.close();
  }

  @Test
  void the_first_message_after_a_cold_start_is_mapped() throws Exception {
    start(Given.mapping(1, 1, "payload.t"));
    ingest.receive(message(7, "{\"t\": 21.5}"));
    Observation observation = ingest.observations().get(0);
    assertThat(observation.getProperties()).containsEntry("temperature", 21.5);
    assertThat(observation.getReceivedAt()).isEqualTo(Given.NOON);
    assertThat(observation.getOrigin().getOffset()).isEqualTo(7);
  }

  @Test
  void a_mapping_that_comes_later_takes_effect_with_the_next_message() throws Exception {
    start();
    ingest.receive(message(1, "{\"t\": 1.0}"));
    ingest.control(Given.mapping(1, 1, "payload.t"));
    ingest.receive(message(2, "{\"t\": 2.0}"));
    ingest.control(Given.mapping(2, 2, "payload.t * 10.0"));
    ingest.receive(message(3, "{\"t\": 3.0}"));
    assertThat(ingest.codes()).containsExactly("no-mapping");
    assertThat(ingest.observations())
        .extracting(o -> o.getProperties().get("temperature"), Observation::getMappingVersion)
        .containsExactly(tuple(2.0, 1L), tuple(30.0, 2L));
  }

  @Test
  void what_cannot_be_mapped_is_a_dead_letter_that_names_the_mapping() throws Exception {
    start(Given.mapping(1, 3, "payload.t"));
    ingest.receive(message(1, "{"), message(2, "{\"t\": \"warm\"}"), message(3, "{}"));
    assertThat(ingest.codes()).containsExactly("malformed-json", "wrong-type", "missing-field");
    DeadLetter letter = ingest.deadLetters().get(1);
    assertThat(letter.getDefinitionId()).isEqualTo("plant-machine");
    assertThat(letter.getDefinitionVersion()).isEqualTo(3);
    assertThat(letter.getPath()).isEqualTo("temperature");
    assertThat(letter.getPayload().array()).isEqualTo(Given.bytes("{\"t\": \"warm\"}"));
    assertThat(ingest.observations()).isEmpty();
  }

  @Test
  void a_device_that_is_disabled_is_refused_until_it_is_gone() throws Exception {
    start(Given.mapping(1, 1, "payload.t"), Given.device(1, "d1", "disabled"));
    ingest.receive(message(1, "{\"t\": 1.0}"));
    assertThat(ingest.codes()).containsExactly("device-not-active");
    ingest.control(Given.tombstone(ControlTopic.DEVICES, 2, "d1"));
    ingest.receive(message(2, "{\"t\": 1.0}"));
    assertThat(ingest.observations()).hasSize(1);
  }

  @Test
  void each_kind_of_definition_is_acknowledged_as_such() throws Exception {
    start();
    ingest.control(
        Given.mapping(1, 1, "payload.t"),
        Given.device(2, "d1", "active"),
        Given.mapping(3, 2, "payload."));
    assertThat(ingest.side(DefinitionReporter.ACKS))
        .extracting(DefinitionAck::getKind, DefinitionAck::getJob, DefinitionAck::getStatus)
        .containsExactly(
            tuple("mapping", "ingest", AckStatus.IN_FORCE),
            tuple("device", "ingest", AckStatus.IN_FORCE),
            tuple("mapping", "ingest", AckStatus.REJECTED));
    ingest.receive(message(1, "{\"t\": 1.0}"));
    assertThat(ingest.observations())
        .extracting(Observation::getMappingVersion)
        .containsExactly(1L);
  }

  @Test
  void avro_is_read_by_the_schema_that_the_registry_has() throws Exception {
    Schema schema = SchemaBuilder.record("Reading").fields().requiredDouble("t").endRecord();
    ingest =
        IngestHarness.mapping()
            .formats(() -> new PayloadFormats(id -> id == 7 ? schema : unknown(id)))
            .start();
    ingest.receive(avro(1, 7), avro(2, 8));
    assertThat(ingest.observations())
        .extracting(o -> o.getProperties().get("temperature"))
        .containsExactly(21.5);
    assertThat(ingest.codes()).containsExactly("unknown-schema-id");
  }

  private static Schema unknown(int id) throws RegistryException {
    throw new RegistryException(404, "No schema " + id);
  }

  private static CheckedMessage avro(long offset, int schemaId) {
    byte[] value =
        ByteBuffer.allocate(13)
            .put((byte) 0)
            .putInt(schemaId)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putDouble(21.5)
            .array();
    RawMessage json = Given.message(offset, "d1", "{}");
    Map<String, byte[]> headers = new HashMap<>(json.headers());
    headers.put("content-type", Given.bytes("application/avro"));
    RawMessage message =
        new RawMessage(json.topic(), 0, offset, json.timestamp(), json.key(), value, headers);
    return new CheckedMessage(message, "d1", "trace-" + offset, true);
  }

  private void start(ControlRecord... definitions) throws Exception {
    ingest = IngestHarness.with(definitions).start();
  }

  private static CheckedMessage message(long offset, String payload) {
    return new CheckedMessage(Given.message(offset, "d1", payload), "d1", "trace-" + offset, true);
  }
}
