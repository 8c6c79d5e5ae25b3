package io.millrace.udfs.objectify;

import io.millrace.schemas.avro.EditKind;
import io.millrace.schemas.avro.EditOperation;
import io.millrace.schemas.avro.LinkSaid;
import io.millrace.schemas.avro.LinkedTo;
import io.millrace.schemas.avro.ObjectEdit;
import io.millrace.schemas.avro.ObjectSaid;
import io.millrace.schemas.avro.Observation;
import io.millrace.schemas.avro.Origin;
import io.millrace.schemas.avro.Statement;
import io.millrace.schemas.avro.StatementKind;
import io.millrace.schemas.avro.VersionEnd;
import io.millrace.udfs.Given;
import io.millrace.udfs.ontology.Documents;
import io.millrace.udfs.ontology.instance.Shapes;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What sources say of machine m1, in the words of the field. */
final class Sayings {
  private Sayings() {}

  /** Machines at sites, with parts and a twin. */
  static Model model(Map<String, Policy> conflicts) {
    String ontology =
        Documents.document(
            """
            'objectTypes': {
              'machine': {'title': 'Machine', 'primaryKey': 'id', 'titleProperty': 'id',
                'properties': {
                  'id': {'title': 'Id', 'type': 'string'},
                  'a': {'title': 'A', 'type': 'long'},
                  'b': {'title': 'B', 'type': 'long'},
                  'c': {'title': 'C', 'type': 'long', 'maximum': 100},
                  'gone': {'title': 'Gone', 'type': 'boolean'},
                  'limit': {'title': 'Limit', 'type': 'long', 'default': 5},
                  'over': {'title': 'Over', 'type': 'boolean', 'computed': 'a > limit'}}},
              'site': {'title': 'Site', 'primaryKey': 'id', 'titleProperty': 'id',
                'properties': {'id': {'title': 'Id', 'type': 'string'}}},
              'part': {'title': 'Part', 'primaryKey': 'id', 'titleProperty': 'id',
                'properties': {'id': {'title': 'Id', 'type': 'string'}}}},
            'linkTypes': {
              'machine-site': {'title': 'At', 'name': 'site', 'inverse': 'machines',
                'source': 'machine', 'target': 'site', 'cardinality': 'n:1',
                'properties': {'since': {'title': 'Since', 'type': 'long'}}},
              'site-guard': {'title': 'Guards', 'name': 'guarded', 'inverse': 'guard',
                'source': 'site', 'target': 'machine', 'cardinality': '1:n'},
              'machine-part': {'title': 'Has', 'name': 'parts', 'inverse': 'machines',
                'source': 'machine', 'target': 'part', 'cardinality': 'n:m',
                'properties': {'count': {'title': 'Count', 'type': 'long', 'default': 1}}}}""");
    return new Model(
        Shapes.of(Documents.ontology(ontology)), Map.of("machine", Map.copyOf(conflicts)));
  }

  static Observation observed(String device, long offset, int minute, Map<String, ?> properties) {
    Observation observation = Given.observation(offset, minute, properties);
    observation.setDeviceId(device);
    return observation;
  }

  /** A row by the first object of a mapping. */
  static ObjectSaid row(
      String mapping, long version, long row, Map<String, Object> properties, LinkSaid... links) {
    return row(mapping, version, row, minute((int) version * 100), 0, properties, links);
  }

  static ObjectSaid row(
      String mapping,
      long version,
      long row,
      Instant at,
      int priority,
      Map<String, Object> properties,
      LinkSaid... links) {
    Statement by =
        Statement.newBuilder()
            .setKind(StatementKind.ROW)
            .setSource(mapping + "/0")
            .setAt(at)
            .setRecordedAt(minute((int) version * 100))
            .setVersion(version)
            .setPosition(row)
            .setPriority(priority)
            .setActor("dataset:" + mapping)
            .setDefinitionId(mapping)
            .setDefinitionVersion(1)
            .setDatasetId(mapping)
            .build();
    return new ObjectSaid(
        "machine",
        "m1",
        by,
        new HashMap<>(properties),
        List.of(links),
        new Origin("dataset-rows", 0, version * 1000 + row, 0));
  }

  static LinkSaid to(String linkType, String otherId) {
    return new LinkSaid(linkType, new LinkedTo(otherId, new HashMap<>()));
  }

  static LinkSaid to(String linkType, String otherId, String property, Object value) {
    return new LinkSaid(linkType, new LinkedTo(otherId, new HashMap<>(Map.of(property, value))));
  }

  static VersionEnd end(String mapping, long version, String mark) {
    return new VersionEnd(mapping, mapping, version, minute((int) version * 100 + 50), mark);
  }

  static ObjectEdit edit(String id, int minute, EditOperation... operations) {
    return ObjectEdit.newBuilder()
        .setId(id)
        .setObjectType("machine")
        .setObjectId("m1")
        .setOperations(List.of(operations))
        .setActor("user:ann")
        .setIssuedAt(minute(minute))
        .build();
  }

  static EditOperation op(EditKind kind, Map<String, Object> properties) {
    return new EditOperation(kind, new HashMap<>(properties), null, null);
  }

  static EditOperation op(EditKind kind) {
    return op(kind, Map.of());
  }

  static EditOperation link(EditKind kind, String linkType, String otherId) {
    return new EditOperation(kind, new HashMap<>(), linkType, otherId);
  }

  static Instant minute(int minute) {
    return Given.NOON.plusSeconds(60L * minute);
  }
}
