package io.millrace.jobs.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.jobs.Given;
import io.millrace.schemas.avro.Observation;
import io.millrace.schemas.registry.ConfluentAvro;
import io.millrace.schemas.registry.RegistryClient;
import io.millrace.schemas.registry.RegistryException;
import io.millrace.testkit.SchemaServer;
import java.io.IOException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AvroReaderTest {
  private SchemaServer registry;
  private AvroReader<Observation> reader;
  private byte[] good;

  @BeforeEach
  void start() throws IOException {
    registry = new SchemaServer();
    reader =
        new AvroReader<>(new RegistryClient(registry.url()), "observations", Observation.class);
    good =
        new ConfluentAvro<>(new RegistryClient(registry.url()), "observations", Observation.class)
            .write(Given.hot(1));
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void a_good_record_is_read_with_its_place() throws IOException {
    Decoded<Observation> decoded = reader.read(record(good));
    assertThat(decoded.value()).isEqualTo(Given.hot(1));
    assertThat(decoded.offset()).isEqualTo(9);
    assertThat(decoded.unreadable()).isNull();
  }

  @Test
  void the_headers_of_a_replay_are_read_and_no_others() throws IOException {
    ConsumerRecord<byte[], byte[]> record = record(good);
    record.headers().add("millrace-root", Given.bytes("r")).add("note", Given.bytes("n"));
    assertThat(reader.read(record).replay()).as("of no dead letter").isEmpty();
    record.headers().add("millrace-dead-letter", Given.bytes("l"));
    assertThat(reader.read(record).replay())
        .containsOnlyKeys("millrace-dead-letter", "millrace-root");
  }

  @Test
  void what_is_the_records_own_fault_is_unreadable() throws IOException {
    byte[] truncated = java.util.Arrays.copyOf(good, good.length - 20);
    byte[] unknown = good.clone();
    unknown[4] = 99;
    assertThat(reader.read(record(null)).unreadable().code()).isEqualTo("tombstone");
    assertThat(reader.read(record(Given.bytes("{}"))).unreadable().code())
        .isEqualTo("malformed-record");
    assertThat(reader.read(record(truncated)).unreadable().code()).isEqualTo("malformed-record");
    assertThat(reader.read(record(unknown)).unreadable().code()).isEqualTo("unknown-schema-id");
    assertThat(reader.read(record(unknown)).unreadable().message().value()).isEqualTo(unknown);
  }

  @Test
  void what_is_the_registrys_fault_is_thrown_so_that_it_is_tried_again() throws IOException {
    registry.fail(401);
    assertThatThrownBy(() -> reader.read(record(good))).isInstanceOf(RegistryException.class);
    registry.fail(503);
    assertThatThrownBy(() -> reader.read(record(good))).isInstanceOf(RegistryException.class);
    registry.fail(0);
    assertThat(reader.read(record(good)).value()).isNotNull();
  }

  private static ConsumerRecord<byte[], byte[]> record(byte[] value) {
    return new ConsumerRecord<>("observations", 0, 9, Given.bytes("d1"), value);
  }
}
