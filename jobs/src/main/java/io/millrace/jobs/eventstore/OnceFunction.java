package io.millrace.jobs.eventstore;

import io.millrace.schemas.avro.ObjectEvent;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Lets each event of an object pass once. The events of an object stand in one partition by their
 * numbers; what a crash of the objectify job made it say again has numbers that were there before.
 */
public final class OnceFunction extends KeyedProcessFunction<String, ObjectEvent, ObjectEvent> {
  private static final long serialVersionUID = 1L;

  static final ValueStateDescriptor<Long> SEQ =
      new ValueStateDescriptor<>("stored-seq", Types.LONG);

  private transient ValueState<Long> seq;
  private transient EventStoreMetrics metrics;

  @Override
  public void open(OpenContext context) {
    seq = getRuntimeContext().getState(SEQ);
    metrics = new EventStoreMetrics(getRuntimeContext());
  }

  @Override
  public void processElement(ObjectEvent event, Context context, Collector<ObjectEvent> out)
      throws Exception {
    Long known = seq.value();
    long last = known == null ? 0 : known;
    if (event.getSeq() <= last) {
      metrics.copy();
      return;
    }
    if (event.getSeq() > last + 1) {
      // Kept all the same: what is there is worth more than nothing, and verify tells the gap.
      metrics.gap();
    }
    metrics.stored();
    seq.update(event.getSeq());
    out.collect(event);
  }
}
