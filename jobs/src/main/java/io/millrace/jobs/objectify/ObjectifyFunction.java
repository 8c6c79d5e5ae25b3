package io.millrace.jobs.objectify;

import io.millrace.schemas.avro.ObjectEvent;
import io.millrace.schemas.avro.ObjectState;
import io.millrace.schemas.avro.Observation;
import io.millrace.udfs.objectify.Objectifier;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Holds each object as it is and tells what an observation changes of it. */
public final class ObjectifyFunction
    extends KeyedProcessFunction<String, Observation, ObjectEvent> {
  private static final long serialVersionUID = 1L;

  static final ValueStateDescriptor<ObjectState> OBJECT =
      new ValueStateDescriptor<>("object", new AvroTypeInfo<>(ObjectState.class));

  private transient ValueState<ObjectState> object;
  private transient ObjectifyMetrics metrics;

  @Override
  public void open(OpenContext context) {
    object = getRuntimeContext().getState(OBJECT);
    metrics = new ObjectifyMetrics(getRuntimeContext());
  }

  @Override
  public void processElement(Observation observation, Context context, Collector<ObjectEvent> out)
      throws Exception {
    ObjectState known = object.value();
    ObjectState state = known == null ? Objectifier.nothing() : known;
    ObjectEvent event = Objectifier.apply(state, observation);
    // Also without an event: the state notes that the observation was seen, and newer times.
    object.update(state);
    if (event == null) {
      metrics.unchanged();
    } else {
      metrics.event();
      out.collect(event);
    }
  }
}
