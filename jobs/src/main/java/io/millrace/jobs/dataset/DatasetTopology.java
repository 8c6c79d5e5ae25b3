package io.millrace.jobs.dataset;

import io.millrace.jobs.runtime.Streams;
import io.millrace.jobs.runtime.deadletter.DeadLetters;
import io.millrace.schemas.avro.DatasetRow;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 *
 *
 * <pre>
 * versions of data sets ──► separate ─┬─► rows
 *                                     └─► dead letters
 * </pre>
 *
 * One subtask reads all: the versions of a data set follow each other, and only a reader that ends
 * one before it begins the next keeps them apart.
 */
public final class DatasetTopology {
  static final String VERSIONS = "dataset-versions-source";
  static final String SEPARATE = "separate-rows";
  static final String ROWS = "dataset-rows-sink";
  static final String DEAD_LETTERS = "dataset-dead-letters-sink";

  private DatasetTopology() {}

  public static void build(
      StreamExecutionEnvironment env, DatasetSources sources, DatasetSinks sinks) {
    SingleOutputStreamOperator<DatasetRow> rows =
        Streams.read(env, sources.items(), VERSIONS)
            .setParallelism(1)
            .process(new SeparateFunction(), new AvroTypeInfo<>(DatasetRow.class))
            .uid(SEPARATE)
            .name(SEPARATE)
            .setParallelism(1);
    // A sink of more subtasks would send rows of one version by several ways.
    rows.sinkTo(sinks.rows()).uid(ROWS).name(ROWS).setParallelism(1);
    Streams.write(rows.getSideOutput(DeadLetters.TAG), sinks.deadLetters(), DEAD_LETTERS);
  }
}
