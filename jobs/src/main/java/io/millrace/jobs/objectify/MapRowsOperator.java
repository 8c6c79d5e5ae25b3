package io.millrace.jobs.objectify;

import io.millrace.jobs.runtime.deadletter.DeadLetters;
import io.millrace.jobs.runtime.definition.ControlRecord;
import io.millrace.jobs.runtime.definition.ControlTopic;
import io.millrace.jobs.runtime.definition.DefinitionReporter;
import io.millrace.jobs.runtime.definition.Reception;
import io.millrace.jobs.runtime.kafka.Decoded;
import io.millrace.schemas.avro.DatasetRow;
import io.millrace.schemas.avro.DatasetRowKind;
import io.millrace.schemas.avro.DeadLetter;
import io.millrace.schemas.avro.Origin;
import io.millrace.schemas.avro.VersionEnd;
import io.millrace.udfs.objectify.mapping.ObjectMappings.Mapped;
import java.util.List;
import java.util.Objects;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Makes of the rows of data sets what they say of objects, and tells all objects when a version is
 * whole. The rows of a data set come by one subtask in their order, so that goes out after them.
 */
@SuppressWarnings("NullAway.Init") // Flink calls open before all else
final class MapRowsOperator extends MapOperator<Decoded<DatasetRow>> {
  private static final long serialVersionUID = 1L;
  private transient List<String> everywhere;
  private transient DefinitionReporter reporter;

  MapRowsOperator(
      StreamOperatorParameters<ObjectInput> parameters,
      ObjectifySnapshots snapshots,
      ObjectifyOptions options) {
    super(
        parameters, ObjectifyTopology.MAP_ROWS, snapshots, options, Decoded.type(DatasetRow.class));
  }

  static MapOperators<Decoded<DatasetRow>> factory(
      ObjectifySnapshots snapshots, ObjectifyOptions options) {
    return new MapOperators<>(
        MapRowsOperator.class, parameters -> new MapRowsOperator(parameters, snapshots, options));
  }

  @Override
  public void open() throws Exception {
    super.open();
    var task = getRuntimeContext().getTaskInfo();
    everywhere = KeyGroupKeys.of(task.getMaxNumberOfParallelSubtasks());
    reporter = new DefinitionReporter(ObjectifyJob.NAME, ObjectifyTopology.MAP_ROWS, task, clock());
  }

  @Override
  void take(Decoded<DatasetRow> record) throws Exception {
    DatasetRow row = record.value();
    if (row != null && row.getKind() == DatasetRowKind.ROW) {
      Origin place = new Origin(record.topic(), record.partition(), record.offset(), 0);
      String only = RowLetters.only(record, row);
      map(record, mappings().map(row, place, only), place);
    } else if (row != null) {
      List<VersionEnd> ends = mappings().ends(row);
      after(record, () -> tell(ends));
    } else if (record.unreadable() != null) {
      side(
          DeadLetters.TAG,
          DeadLetters.of(record.unreadable(), ObjectifyTopology.MAP_ROWS, clock().instant()));
    }
  }

  @Override
  List<DeadLetter> letters(Decoded<DatasetRow> record, Mapped mapped, Origin place) {
    DatasetRow row = Objects.requireNonNull(record.value(), "Only rows are mapped");
    return new RowLetters(record, row, clock().instant()).of(mapped, this::verdict);
  }

  private void tell(List<VersionEnd> ends) {
    for (VersionEnd end : ends) {
      everywhere.forEach(key -> collect(ObjectInput.of(end, key)));
    }
  }

  @Override
  public void processElement2(StreamRecord<ControlRecord> element) throws Exception {
    ControlRecord record = element.getValue();
    if (ControlTopic.of(record) == ControlTopic.OBJECT_MAPPINGS) {
      reporter.reportUnreadable(record, this::side);
    }
    for (Reception reception : control().receive(record)) {
      reporter.report(ControlTopic.OBJECT_MAPPINGS.kind(), reception, this::side);
    }
  }
}
