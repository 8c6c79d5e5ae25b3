package io.millrace.udfs.objectify.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.schemas.avro.DatasetMode;
import io.millrace.schemas.avro.DatasetRow;
import io.millrace.schemas.avro.DatasetRowKind;
import io.millrace.schemas.avro.LinkSaid;
import io.millrace.schemas.avro.ObjectSaid;
import io.millrace.schemas.avro.Observation;
import io.millrace.schemas.avro.Origin;
import io.millrace.udfs.Given;
import io.millrace.udfs.objectify.Policy;
import io.millrace.udfs.objectify.mapping.ObjectMappings.Mapped;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ObjectMappingTest {
  private static final Origin PLACE = new Origin("dataset-rows", 0, 7L, 0);

  @Test
  void several_objects_and_links_come_of_one_row() throws Exception {
    ObjectMapping mapping =
        compile(
            """
            {'id': 'lines', 'source': {'dataset': 'orders'}, 'priority': 4,
             'lookups': {'states': {'O': 'open'}},
             'objects': [
               {'type': 'order', 'key': 'row.id', 'observedAt': 'row.changed',
                'properties': {'state': {'expression': 'lookup(row.s, lookups.states)',
                                         'type': 'string', 'conflict': 'priority'}},
                'links': {'order-customer': {'to': 'row.customer', 'properties': {
                  'since': {'expression': 'row.changed', 'type': 'timestamp'}}}}},
               {'type': 'line', 'key': ['row.id', 'item'], 'forEach': 'row.parts',
                'when': 'index > 0',
                'properties': {'place': {'expression': 'index', 'type': 'long'}},
                'links': {'line-part': {'to': 'row.nothing'}}}]}""");
    Map<String, Object> values =
        Map.of(
            "id", 7.0,
            "s", "O",
            "customer", "c~1",
            "parts", List.of("a", "x~1"),
            "changed", "2026-01-01T13:00:00+01:00");
    List<ObjectSaid> said = mapping.apply(row(3, values), PLACE);
    assertThat(said).extracting(ObjectSaid::getObjectId).containsExactly("7", "7~x!~1");
    ObjectSaid order = said.get(0);
    assertThat(order.getProperties()).isEqualTo(Map.of("state", "open"));
    assertThat(order.getBy().getAt()).isEqualTo(Given.NOON);
    assertThat(order.getBy().getSource()).isEqualTo("lines/0");
    assertThat(order.getBy().getPriority()).isEqualTo(4);
    assertThat(order.getBy().getPosition()).isEqualTo(3);
    assertThat(order.getBy().getActor()).isEqualTo("dataset:orders");
    LinkSaid link = order.getLinks().get(0);
    assertThat(link.getTo().getOtherId()).isEqualTo("c~1");
    assertThat(link.getTo().getProperties()).containsEntry("since", "2026-01-01T12:00:00Z");
    assertThat(said.get(1).getProperties()).containsEntry("place", 1L);
    assertThat(said.get(1).getLinks()).as("no other end, no link").isEmpty();
    assertThat(said.get(1).getBy().getAt()).as("when it was loaded").isEqualTo(Given.NOON);
    assertThat(new ObjectMappings(List.of(mapping)).conflicts())
        .containsEntry("order", Map.of("state", Policy.PRIORITY));
  }

  @Test
  void what_the_filter_leaves_out_says_nothing() throws Exception {
    String document =
        """
        {'id': 'm', 'source': {'dataset': 'orders'}, 'filter': 'row.total > 0',
         'objects': [{'type': 'order', 'key': 'row.id'}]}""";
    assertThat(rows(document, Map.of("id", 1L, "total", 0L)).said()).isEmpty();
    assertThat(rows(document, Map.of("id", 1L)).said()).isEmpty();
    assertThat(rows(document, Map.of("id", 1L, "total", 1L)).said()).hasSize(1);
  }

  @Test
  void a_row_without_a_key_is_refused_with_its_place() throws Exception {
    Mapped mapped =
        rows(
            """
            {'id': 'm', 'source': {'dataset': 'orders'},
             'objects': [{'type': 'a', 'key': 'row.id'}, {'type': 'b', 'key': 'row.other'}]}""",
            Map.of("id", 1L));
    assertThat(mapped.said()).isEmpty();
    assertThat(mapped.refusals())
        .singleElement()
        .satisfies(
            refusal -> {
              assertThat(refusal.code().code()).isEqualTo("missing-field");
              assertThat(refusal.path()).isEqualTo("objects/1/key");
              assertThat(refusal.mappingId()).isEqualTo("m");
            });
  }

  @Test
  void an_observation_keeps_its_object_or_speaks_of_others() throws Exception {
    Observation observation = Given.observation(1, 1, Map.of("t", 20.5, "room", "r1"));
    ObjectMapping mapping =
        compile(
            """
            {'id': 'm', 'source': {'observations': {'objectType': 'machine'}}, 'objects': [
              {'type': 'machine',
               'properties': {'t': {'expression': 'properties.t', 'type': 'double'}},
               'links': {'machine-room': {'to': 'properties.room'}}},
              {'type': 'room', 'key': 'properties.room',
               'properties': {'by': {'expression': 'observation.deviceId', 'type': 'string'}}}]}""");
    List<ObjectSaid> said = new ObjectMappings(List.of(mapping)).map(observation).said();
    assertThat(said).extracting(ObjectSaid::getObjectId).containsExactly("m1", "r1");
    assertThat(said.get(0).getBy().getSource()).isEqualTo("device:device-1");
    assertThat(said.get(0).getBy().getDefinitionId()).isEqualTo("m");
    assertThat(said.get(1).getProperties()).containsEntry("by", "device-1");
  }

  @Test
  void an_observation_that_no_mapping_takes_goes_as_it_is() {
    Observation observation = Given.observation(1, 1, Map.of("t", 20.5));
    assertThat(new ObjectMappings(List.of()).map(observation).said())
        .singleElement()
        .satisfies(said -> assertThat(said.getProperties()).containsEntry("t", 20.5));
  }

  @Test
  void the_end_of_a_snapshot_is_told_and_that_of_an_increment_is_not() throws Exception {
    ObjectMapping marks =
        compile(
            """
            {'id': 'm', 'source': {'dataset': 'orders'}, 'vanished': 'mark', 'mark': 'gone',
             'objects': [{'type': 'order', 'key': 'row.id'}]}""");
    DatasetRow end = row(9, Map.of());
    end.setKind(DatasetRowKind.END);
    assertThat(marks.end(end).getMark()).isEqualTo("gone");
    assertThat(marks.apply(row(1, Map.of("id", 1L)), PLACE).get(0).getProperties())
        .containsEntry("gone", false);
    end.setMode(DatasetMode.INCREMENT);
    assertThat(marks.end(end)).isNull();
    end.setMode(DatasetMode.SNAPSHOT);
    ObjectMapping keeps =
        compile(
            """
            {'id': 'm', 'source': {'dataset': 'orders'}, 'vanished': 'keep',
             'objects': [{'type': 'order', 'key': 'row.id'}]}""");
    assertThat(keeps.end(end)).isNull();
  }

  @SafeVarargs
  private static Mapped rows(String document, Map<String, Object>... rows) throws Exception {
    ObjectMappings mappings = new ObjectMappings(List.of(compile(document)));
    List<Mapped> mapped =
        Arrays.stream(rows).map(values -> mappings.map(row(1, values), PLACE)).toList();
    return new Mapped(
        mapped.stream().flatMap(m -> m.said().stream()).toList(),
        mapped.stream().flatMap(m -> m.refusals().stream()).toList(),
        List.of());
  }

  static ObjectMapping compile(String document) throws Exception {
    String json = document.replace('\'', '"');
    String id = json.replaceAll("(?s).*?\"id\": \"([a-z-]+)\".*", "$1");
    return new ObjectMappingCompiler().compile(Given.definition("object-mapping", id, 2, json));
  }

  static DatasetRow row(long number, Map<String, Object> values) {
    return DatasetRow.newBuilder()
        .setDatasetId("orders")
        .setVersion(1)
        .setKind(DatasetRowKind.ROW)
        .setRow(number)
        .setMode(DatasetMode.SNAPSHOT)
        .setLoadedAt(Given.NOON)
        .setActor("user:ann")
        .setValues(values)
        .build();
  }
}
