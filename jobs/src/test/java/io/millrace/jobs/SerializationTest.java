package io.millrace.jobs;

import static org.apache.flink.types.PojoTestUtils.assertSerializedAsPojoWithoutKryo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.jobs.dataset.DatasetItem;
import io.millrace.jobs.dispatch.Commands;
import io.millrace.jobs.dispatch.Request;
import io.millrace.jobs.rules.catalogue.CatalogueEntry;
import io.millrace.jobs.runtime.JobEnvironment;
import io.millrace.jobs.runtime.definition.ControlRecord;
import io.millrace.jobs.runtime.definition.ControlTopic;
import io.millrace.jobs.runtime.elasticsearch.DocumentOperation;
import io.millrace.jobs.runtime.kafka.Decoded;
import io.millrace.jobs.runtime.kafka.RawMessage;
import io.millrace.jobs.runtime.kafka.Unreadable;
import io.millrace.schemas.avro.Alert;
import io.millrace.schemas.avro.CommandOutcome;
import io.millrace.schemas.avro.DatasetMode;
import io.millrace.schemas.avro.DatasetRow;
import io.millrace.schemas.avro.DatasetRowKind;
import io.millrace.schemas.avro.DeadLetter;
import io.millrace.schemas.avro.Definition;
import io.millrace.schemas.avro.DefinitionAck;
import io.millrace.schemas.avro.DeviceCommand;
import io.millrace.schemas.avro.EditOutcome;
import io.millrace.schemas.avro.ObjectCommand;
import io.millrace.schemas.avro.ObjectEdit;
import io.millrace.schemas.avro.ObjectEvent;
import io.millrace.schemas.avro.ObjectFact;
import io.millrace.schemas.avro.ObjectFinding;
import io.millrace.schemas.avro.Observation;
import io.millrace.schemas.avro.Origins;
import io.millrace.schemas.avro.OtherEnd;
import io.millrace.schemas.avro.VersionEnd;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.typeutils.GenericTypeInfo;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every type of a stream or a state, without Kryo and through its serializer and back. */
class SerializationTest {
  private static final SerializerConfig CONFIG =
      new ExecutionConfig(JobEnvironment.strict()).getSerializerConfig();

  @Test
  void the_configuration_that_these_tests_use_refuses_kryo() {
    assertThatThrownBy(() -> new GenericTypeInfo<>(UUID.class).createSerializer(CONFIG))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void records_are_pojos() {
    assertSerializedAsPojoWithoutKryo(RawMessage.class);
    assertSerializedAsPojoWithoutKryo(Unreadable.class);
    assertSerializedAsPojoWithoutKryo(DocumentOperation.class);
    assertSerializedAsPojoWithoutKryo(CatalogueEntry.class);
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        Observation.class,
        Alert.class,
        ObjectEvent.class,
        ObjectCommand.class,
        DeviceCommand.class,
        CommandOutcome.class,
        DatasetRow.class,
        DeadLetter.class,
        Definition.class,
        DefinitionAck.class,
        VersionEnd.class,
        ObjectFact.class,
        OtherEnd.class,
        DatasetRow.class,
        ObjectEdit.class,
        EditOutcome.class,
        ObjectFinding.class,
        Origins.class
      })
  void avro_records_are_avro(Class<? extends SpecificRecordBase> type) {
    assertThat(TypeInformation.of(type)).isInstanceOf(AvroTypeInfo.class);
    new AvroTypeInfo<>(type).createSerializer(CONFIG);
  }

  @Test
  void a_decoded_value_comes_back() throws IOException {
    Decoded<Observation> decoded = Given.decoded(Given.hot(7), 3);
    assertThat(roundTrip(Decoded.type(Observation.class), decoded)).isEqualTo(decoded);
  }

  @Test
  void an_unreadable_record_comes_back_with_nulls() throws IOException {
    Decoded<Observation> back =
        roundTrip(Decoded.type(Observation.class), Given.<Observation>unreadable(3));
    assertThat(back.value()).isNull();
    assertThat(back.unreadable().code()).isEqualTo("malformed-record");
    assertThat(back.unreadable().message().value()).isEqualTo(Given.bytes("?"));
  }

  @Test
  void a_request_comes_back_with_its_command_or_its_event() throws IOException {
    Request command = Request.of(Commands.toDevice("c1", "d1"), "object-commands", 1, 2);
    Request change = Request.of(Commands.change(3, 21.5), "object-events", 0, 4);
    assertThat(roundTrip(Request.type(), command)).isEqualTo(command);
    assertThat(roundTrip(Request.type(), change)).isEqualTo(change);
  }

  @Test
  void an_item_of_a_data_set_comes_back_with_values_of_all_kinds() throws IOException {
    Map<String, Object> values = new HashMap<>();
    values.put("null", null);
    values.put("text", "x");
    values.put("whole", 7L);
    values.put("number", 1.5);
    values.put("flag", true);
    values.put("list", List.of("a", 1L));
    values.put("map", Map.of("k", 2.5));
    DatasetRow row =
        new DatasetRow(
            "orders",
            1L,
            DatasetRowKind.ROW,
            3L,
            DatasetMode.SNAPSHOT,
            Given.NOON,
            "user:a",
            values);
    DatasetItem item = new DatasetItem(row, null);
    assertThat(roundTrip(DatasetItem.type(), item)).isEqualTo(item);
  }

  @Test
  void control_records_come_back() throws IOException {
    ControlRecord rule = Given.rule(1, 2, Given.OVERHEAT);
    ControlRecord tombstone = Given.tombstone(ControlTopic.RULES, 5, "overheat");
    assertThat(roundTrip(ControlRecord.type(), rule)).isEqualTo(rule);
    assertThat(roundTrip(ControlRecord.type(), tombstone)).isEqualTo(tombstone);
    assertThat(tombstone.tombstone()).isTrue();
  }

  @Test
  void a_message_without_key_and_value_comes_back() throws IOException {
    RawMessage back =
        roundTrip(
            Types.POJO(RawMessage.class), Given.message(9, null, null, Map.of("source", "plant")));
    assertThat(back.key()).isNull();
    assertThat(back.value()).isNull();
    assertThat(back.headers().get("source")).isEqualTo(Given.bytes("plant"));
  }

  private static <T> T roundTrip(TypeInformation<T> type, T value) throws IOException {
    TypeSerializer<T> serializer = type.createSerializer(CONFIG);
    DataOutputSerializer out = new DataOutputSerializer(256);
    serializer.serialize(serializer.copy(value), out);
    return serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
  }
}
