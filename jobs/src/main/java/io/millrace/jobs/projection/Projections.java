package io.millrace.jobs.projection;

import io.millrace.jobs.runtime.elasticsearch.DocumentOperation;
import io.millrace.jobs.runtime.kafka.Decoded;
import io.millrace.schemas.avro.Alert;
import io.millrace.schemas.avro.CommandOutcome;
import io.millrace.schemas.avro.DeadLetter;
import io.millrace.schemas.avro.DeviceCommand;
import io.millrace.schemas.avro.ObjectCommand;
import io.millrace.schemas.avro.ObjectEvent;
import io.millrace.schemas.avro.ObjectEventKind;
import io.millrace.udfs.projection.CommandDocument;
import io.millrace.udfs.projection.DeadLetterDocument;
import io.millrace.udfs.projection.SearchDocument;

/** What the index is to be told of a record. */
final class Projections {
  private Projections() {}

  /** The object as it is now; of a deleted one the document goes. */
  static DocumentOperation of(Decoded<?> record, ObjectEvent event) {
    boolean deleted = event.getKind() == ObjectEventKind.DELETED;
    return operation(record, SearchDocument.of(event), deleted);
  }

  static DocumentOperation of(Decoded<?> record, Alert alert) {
    return operation(record, SearchDocument.of(alert), false);
  }

  static DocumentOperation of(Decoded<?> record, DeadLetter letter) {
    SearchDocument document = DeadLetterDocument.of(letter, record.partition(), record.offset());
    return operation(record, document, false);
  }

  static DocumentOperation of(Decoded<?> record, ObjectCommand command) {
    return operation(record, CommandDocument.of(command), false);
  }

  static DocumentOperation of(Decoded<?> record, DeviceCommand command) {
    return operation(record, CommandDocument.of(command), false);
  }

  static DocumentOperation of(Decoded<?> record, CommandOutcome outcome) {
    return operation(record, CommandDocument.of(outcome), false);
  }

  private static DocumentOperation operation(
      Decoded<?> record, SearchDocument document, boolean deleted) {
    return new DocumentOperation(
        document.alias(),
        document.id(),
        document.version(),
        deleted ? null : document.json(),
        record.topic(),
        record.partition(),
        record.offset());
  }
}
