package io.millrace.jobs.objectify;

import io.millrace.jobs.runtime.definition.ControlRecord;
import java.io.Serializable;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperatorFactory;

/** Makes operators that map, each with the mailbox of its task. */
final class MapOperators<I> extends AbstractStreamOperatorFactory<ObjectInput>
    implements TwoInputStreamOperatorFactory<I, ControlRecord, ObjectInput> {
  private static final long serialVersionUID = 1L;
  private final Class<? extends MapOperator<I>> of;
  private final Maker<I> maker;

  /** Makes one. */
  @FunctionalInterface
  interface Maker<I> extends Serializable {
    MapOperator<I> make(StreamOperatorParameters<ObjectInput> parameters);
  }

  MapOperators(Class<? extends MapOperator<I>> of, Maker<I> maker) {
    this.of = of;
    this.maker = maker;
  }

  @Override
  @SuppressWarnings("unchecked") // Flink asks for what getStreamOperatorClass says
  public <T extends StreamOperator<ObjectInput>> T createStreamOperator(
      StreamOperatorParameters<ObjectInput> parameters) {
    return (T) maker.make(parameters);
  }

  @Override
  public Class<? extends StreamOperator<?>> getStreamOperatorClass(ClassLoader loader) {
    return of;
  }
}
