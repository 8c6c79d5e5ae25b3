package io.millrace.jobs.objectify;

import io.millrace.jobs.Given;
import io.millrace.jobs.runtime.definition.ControlRecord;
import io.millrace.jobs.runtime.definition.ControlTopic;
import io.millrace.jobs.runtime.kafka.Decoded;
import io.millrace.schemas.ReplayHeaders;
import io.millrace.schemas.avro.DatasetMode;
import io.millrace.schemas.avro.DatasetRow;
import io.millrace.schemas.avro.DatasetRowKind;
import io.millrace.schemas.avro.DeadLetter;
import io.millrace.schemas.avro.EditKind;
import io.millrace.schemas.avro.EditOperation;
import io.millrace.schemas.avro.ObjectEdit;
import io.millrace.schemas.avro.ObjectEvent;
import io.millrace.schemas.avro.ObjectEventKind;
import io.millrace.udfs.dataset.RowJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** A plant: machines that devices observe, that the data set {@code assets} lists, at sites. */
final class Plant {
  private static final String ONTOLOGY =
      """
      {"name": "plant", "title": "Plant", "objectTypes": {
         "machine": {"title": "Machine", "primaryKey": "id", "titleProperty": "id", "properties": {
           "id": {"title": "Id", "type": "string"},
           "serial": {"title": "Serial", "type": "string", "unique": true},
           "temperature": {"title": "Temperature", "type": "double", "maximum": 1000},
           "limit": {"title": "Limit", "type": "double", "default": 90}}},
         "site": {"title": "Site", "primaryKey": "id", "titleProperty": "id", "properties": {
           "id": {"title": "Id", "type": "string"}}}},
       "linkTypes": {
         "machine-site": {"title": "At", "name": "site", "inverse": "machines",
           "source": "machine", "target": "site", "cardinality": "n:1"}}}""";

  private static final String ASSETS =
      """
      {"id": "assets-machines", "source": {"dataset": "assets"}, "objects": [
         {"type": "machine", "key": "row.id",
          "properties": {"serial": {"expression": "row.serial", "type": "string"}},
          "links": {"machine-site": {"to": "row.site"}}}]}""";

  private Plant() {}

  /** The defaults, at noon; findings are told at once, for inputs that end. */
  static ObjectifyOptions options() {
    ObjectifyOptions defaults = ObjectifyOptions.of(ObjectifyOptions.SET.parse(), () -> Given.NOON);
    return new ObjectifyOptions(
        defaults.editTtl(), Duration.ZERO, defaults.joins(), defaults.clock());
  }

  static ControlRecord ontology() {
    return Given.control(ControlTopic.ONTOLOGY, 1, "ontology", 1, ONTOLOGY);
  }

  /** A later version, with another default. */
  static ControlRecord ontology(long version, int limit) {
    String document = ONTOLOGY.replace("\"default\": 90", "\"default\": " + limit);
    return Given.control(ControlTopic.ONTOLOGY, version, "ontology", version, document);
  }

  static ControlRecord assets() {
    return assets(1, "row.id");
  }

  static ControlRecord assets(long version, String key) {
    String document = ASSETS.replace("row.id", key);
    return Given.control(
        ControlTopic.OBJECT_MAPPINGS, version, "assets-machines", version, document);
  }

  static DatasetRow row(long version, long row, Map<String, Object> values) {
    return record(version, row, DatasetRowKind.ROW, values);
  }

  static DatasetRow asset(long version, long row, String id, String site) {
    return row(version, row, Map.of("id", id, "serial", "S" + id + version, "site", site));
  }

  /** One that the mapping refuses. */
  static DatasetRow keyless(long version, long row) {
    return row(version, row, Map.of("serial", "S2", "site", "s1"));
  }

  /** The row of a dead letter as the service sends it again. */
  static Decoded<DatasetRow> replay(DeadLetter letter, String mapping) {
    String place = letter.getTopic() + "/" + letter.getPartition() + "/" + letter.getOffset();
    Map<String, byte[]> headers = new HashMap<>();
    headers.put(ReplayHeaders.DEAD_LETTER, Given.bytes(letter.getId()));
    headers.put(ReplayHeaders.ROOT, Given.bytes(letter.getRoot()));
    headers.put(ReplayHeaders.ATTEMPT, Given.bytes(Integer.toString(letter.getAttempt() + 1)));
    headers.put(ReplayHeaders.ORIGIN, Given.bytes(place));
    headers.put(ReplayHeaders.CODE, Given.bytes(letter.getCode()));
    headers.put(ReplayHeaders.MAPPING, Given.bytes(mapping));
    try {
      DatasetRow row = RowJson.read(letter.getPayload().array());
      return new Decoded<>("dataset-rows", 1, 77, row, null, headers);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static DatasetRow end(long version, long rows) {
    return record(version, rows, DatasetRowKind.END, Map.of());
  }

  private static DatasetRow record(
      long version, long row, DatasetRowKind kind, Map<String, Object> values) {
    return DatasetRow.newBuilder()
        .setDatasetId("assets")
        .setVersion(version)
        .setKind(kind)
        .setRow(row)
        .setMode(DatasetMode.SNAPSHOT)
        .setLoadedAt(loadedAt(version))
        .setActor("user:ann")
        .setValues(new HashMap<>(values))
        .build();
  }

  static Instant loadedAt(long version) {
    return Given.NOON.plusSeconds(10_000 * version);
  }

  static ObjectEdit edit(String id, String machine, EditKind kind, Map<String, Object> values) {
    return ObjectEdit.newBuilder()
        .setId(id)
        .setObjectType("machine")
        .setObjectId(machine)
        .setOperations(List.of(new EditOperation(kind, new HashMap<>(values), null, null)))
        .setActor("user:ann")
        .setIssuedAt(Given.NOON)
        .build();
  }

  static <T> List<Decoded<T>> decoded(List<T> values) {
    List<Decoded<T>> decoded = new ArrayList<>();
    for (T value : values) {
      decoded.add(Given.decoded(value, decoded.size()));
    }
    return decoded;
  }

  /** The objects as their events leave them, in the order in which those came. */
  static Map<String, String> objects(Collection<ObjectEvent> events) {
    Map<String, ObjectEvent> last = new TreeMap<>();
    Map<String, TreeSet<String>> links = new HashMap<>();
    for (ObjectEvent event : events) {
      String key = event.getObjectType() + "/" + event.getObjectId();
      last.put(key, event);
      TreeSet<String> linked = links.computeIfAbsent(key, k -> new TreeSet<>());
      if (event.getKind() == ObjectEventKind.LINKED) {
        linked.add(event.getLink().getTargetId());
      } else if (event.getKind() == ObjectEventKind.UNLINKED) {
        linked.remove(event.getLink().getTargetId());
      }
    }
    Map<String, String> objects = new TreeMap<>();
    last.forEach(
        (key, event) ->
            objects.put(
                key,
                (event.getDeletedAt() == null ? "" : "deleted ")
                    + new TreeMap<>(event.getProperties())
                    + links.get(key)));
    return objects;
  }
}
