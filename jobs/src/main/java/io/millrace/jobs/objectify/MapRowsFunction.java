package io.millrace.jobs.objectify;

import io.millrace.jobs.runtime.deadletter.DeadLetters;
import io.millrace.jobs.runtime.definition.ControlRecord;
import io.millrace.jobs.runtime.definition.ControlTopic;
import io.millrace.jobs.runtime.definition.DefinitionReporter;
import io.millrace.jobs.runtime.definition.Reception;
import io.millrace.jobs.runtime.kafka.Decoded;
import io.millrace.schemas.avro.DatasetRow;
import io.millrace.schemas.avro.DatasetRowKind;
import io.millrace.schemas.avro.ObjectSaid;
import io.millrace.schemas.avro.Origin;
import io.millrace.schemas.avro.VersionEnd;
import io.millrace.udfs.objectify.mapping.ObjectMappings.Mapped;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.util.Collector;

/**
 * Makes of the rows of data sets what they say of objects, and tells all objects when a version is
 * whole. The rows of a data set come by one subtask in their order, so that goes out after them.
 */
@SuppressWarnings("NullAway.Init") // Flink calls open before all else
public final class MapRowsFunction extends MapFunction<Decoded<DatasetRow>> {
  private static final long serialVersionUID = 1L;
  private transient List<String> everywhere;
  private transient DefinitionReporter reporter;

  public MapRowsFunction(ObjectifySnapshots snapshots, ObjectifyOptions options) {
    super(ObjectifyTopology.MAP_ROWS, snapshots, options);
  }

  @Override
  public void open(OpenContext context) throws Exception {
    super.open(context);
    var task = getRuntimeContext().getTaskInfo();
    everywhere = KeyGroupKeys.of(task.getMaxNumberOfParallelSubtasks());
    reporter = new DefinitionReporter(ObjectifyJob.NAME, ObjectifyTopology.MAP_ROWS, task, clock());
  }

  @Override
  public void processElement(
      Decoded<DatasetRow> record, ReadOnlyContext context, Collector<ObjectInput> out) {
    DatasetRow row = record.value();
    if (row != null && row.getKind() == DatasetRowKind.ROW) {
      Origin place = new Origin(record.topic(), record.partition(), record.offset(), 0);
      Mapped mapped = mappings().map(row, place);
      for (ObjectSaid said : mapped.said()) {
        out.collect(ObjectInput.of(said));
      }
      refuse(mapped.refusals(), place, context::output);
    } else if (row != null) {
      for (VersionEnd end : mappings().ends(row)) {
        everywhere.forEach(key -> out.collect(ObjectInput.of(end, key)));
      }
    } else if (record.unreadable() != null) {
      context.output(
          DeadLetters.TAG,
          DeadLetters.of(record.unreadable(), ObjectifyTopology.MAP_ROWS, clock().instant()));
    }
  }

  @Override
  public void processBroadcastElement(
      ControlRecord record, Context context, Collector<ObjectInput> out) throws Exception {
    if (ControlTopic.of(record) == ControlTopic.OBJECT_MAPPINGS) {
      reporter.reportUnreadable(record, context::output);
    }
    for (Reception reception : control().receive(record)) {
      reporter.report(ControlTopic.OBJECT_MAPPINGS.kind(), reception, context::output);
    }
  }
}
