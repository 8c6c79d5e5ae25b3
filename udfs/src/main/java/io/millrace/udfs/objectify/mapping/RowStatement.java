package io.millrace.udfs.objectify.mapping;

import io.millrace.schemas.avro.DatasetRow;
import io.millrace.schemas.avro.Statement;
import io.millrace.schemas.avro.StatementKind;
import java.nio.ByteBuffer;
import java.time.Instant;

/** Who says what a row of a data set says. */
final class RowStatement {
  private static final ByteBuffer NONE = ByteBuffer.allocate(0);

  private RowStatement() {}

  /**
   * The statement of a row about one object.
   *
   * @param place of the object among those of the mapping
   * @param element of the list that the row has, 0 for the first or only
   */
  static Statement of(ObjectMapping mapping, DatasetRow row, int place, int element, Instant at) {
    Statement by = new Statement();
    by.setKind(StatementKind.ROW);
    by.setSource(mapping.id() + "/" + place);
    by.setAt(at);
    by.setRecordedAt(row.getLoadedAt());
    by.setVersion(row.getVersion());
    by.setTopic("");
    by.setPartition(0);
    by.setPosition(row.getRow());
    by.setIndex(element);
    by.setPriority(mapping.priority());
    by.setActor("dataset:" + row.getDatasetId());
    by.setTraceId(NONE.duplicate());
    by.setCauseId(NONE.duplicate());
    by.setDefinitionId(mapping.id());
    by.setDefinitionVersion(mapping.version());
    by.setDatasetId(row.getDatasetId());
    by.setFloor(0L);
    by.setMark("");
    return by;
  }
}
