package io.millrace.jobs.dataset;

import io.millrace.jobs.runtime.deadletter.DeadLetters;
import io.millrace.schemas.avro.DatasetRow;
import io.millrace.schemas.avro.DatasetRowKind;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Sends rows on, and what cannot be read to the dead letters. */
@SuppressWarnings("NullAway.Init") // Flink calls open before all else
final class SeparateFunction extends ProcessFunction<DatasetItem, DatasetRow> {
  private static final long serialVersionUID = 1L;
  private transient DatasetMetrics metrics;

  @Override
  public void open(OpenContext context) {
    metrics = new DatasetMetrics(getRuntimeContext());
  }

  @Override
  public void processElement(DatasetItem item, Context context, Collector<DatasetRow> out) {
    DatasetRow row = item.row();
    if (row == null) {
      metrics.unreadable();
      context.output(DeadLetters.TAG, Objects.requireNonNull(item.letter()));
      return;
    }
    if (row.getKind() == DatasetRowKind.END) {
      metrics.version();
    } else {
      metrics.row();
    }
    out.collect(row);
  }
}
