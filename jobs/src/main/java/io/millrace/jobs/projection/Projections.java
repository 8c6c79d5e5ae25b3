package io.millrace.jobs.projection;

import io.millrace.jobs.runtime.elasticsearch.DocumentOperation;
import io.millrace.jobs.runtime.kafka.Decoded;
import io.millrace.schemas.avro.Alert;
import io.millrace.schemas.avro.CommandOutcome;
import io.millrace.schemas.avro.DeadLetter;
import io.millrace.schemas.avro.DeviceCommand;
import io.millrace.schemas.avro.ObjectCommand;
import io.millrace.schemas.avro.ObjectEvent;
import io.millrace.schemas.avro.ObjectFinding;
import io.millrace.udfs.projection.CommandDocument;
import io.millrace.udfs.projection.DeadLetterDocument;
import io.millrace.udfs.projection.FindingDocument;
import io.millrace.udfs.projection.SearchDocument;
import java.util.List;

/** What the index is to be told of a record. */
final class Projections {
  private Projections() {}

  /** The object as it is now and, where the event tells of one, the link. */
  static List<DocumentOperation> of(Decoded<?> record, ObjectEvent event) {
    return SearchDocument.all(event).stream().map(d -> operation(record, d)).toList();
  }

  static List<DocumentOperation> of(Decoded<?> record, ObjectFinding finding) {
    return List.of(operation(record, FindingDocument.of(finding)));
  }

  static List<DocumentOperation> of(Decoded<?> record, Alert alert) {
    return List.of(operation(record, SearchDocument.of(alert)));
  }

  static List<DocumentOperation> of(Decoded<?> record, DeadLetter letter) {
    return List.of(
        operation(record, DeadLetterDocument.of(letter, record.partition(), record.offset())));
  }

  static List<DocumentOperation> of(Decoded<?> record, ObjectCommand command) {
    return List.of(operation(record, CommandDocument.of(command)));
  }

  static List<DocumentOperation> of(Decoded<?> record, DeviceCommand command) {
    return List.of(operation(record, CommandDocument.of(command)));
  }

  static List<DocumentOperation> of(Decoded<?> record, CommandOutcome outcome) {
    return List.of(operation(record, CommandDocument.of(outcome)));
  }

  private static DocumentOperation operation(Decoded<?> record, SearchDocument document) {
    return new DocumentOperation(
        document.alias(),
        document.id(),
        document.version(),
        document.json(),
        record.topic(),
        record.partition(),
        record.offset());
  }
}
