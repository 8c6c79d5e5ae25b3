package io.millrace.jobs.projection;

import io.millrace.jobs.runtime.SerializableClock;
import io.millrace.jobs.runtime.deadletter.DeadLetters;
import io.millrace.jobs.runtime.elasticsearch.DocumentOperation;
import io.millrace.jobs.runtime.kafka.Decoded;
import java.io.Serializable;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Makes documents of each record; unreadable ones leave as dead letters. */
public final class ProjectFunction<T> extends ProcessFunction<Decoded<T>, DocumentOperation> {
  private static final long serialVersionUID = 1L;
  private final String stage;
  private final Projection<T> projection;
  private final SerializableClock clock;
  private transient Counter projected;

  /** What becomes of a value that stood in a record. */
  @FunctionalInterface
  public interface Projection<T> extends Serializable {
    List<DocumentOperation> apply(Decoded<?> record, T value);
  }

  /**
   * @param stage what the dead letters call this operator
   */
  public ProjectFunction(String stage, Projection<T> projection, SerializableClock clock) {
    this.stage = stage;
    this.projection = projection;
    this.clock = clock;
  }

  @Override
  public void open(OpenContext context) {
    projected = ProjectionMetrics.projected(getRuntimeContext());
  }

  @Override
  public void processElement(Decoded<T> record, Context context, Collector<DocumentOperation> out) {
    if (record.value() != null) {
      projected.inc();
      projection.apply(record, record.value()).forEach(out::collect);
    } else if (record.unreadable() != null) {
      context.output(DeadLetters.TAG, DeadLetters.of(record.unreadable(), stage, clock.instant()));
    }
  }
}
