package io.millrace.bench.objectify;

import io.millrace.jobs.objectify.ObjectInput;
import io.millrace.jobs.runtime.definition.ControlRecord;
import io.millrace.schemas.avro.ObjectEvent;
import io.millrace.schemas.avro.ObjectSaid;
import java.io.Serializable;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** The least that a job can do that keeps something of each object: one read and one write. */
@SuppressWarnings("NullAway.Init") // Flink calls open before all else
final class BareState<T> extends AbstractStreamOperator<ObjectEvent>
    implements TwoInputStreamOperator<ObjectInput, ControlRecord, ObjectEvent> {
  private static final long serialVersionUID = 1L;

  private final String run;
  private final ValueStateDescriptor<T> kept;
  private final Next<T> next;
  private transient ValueState<T> state;
  private transient Counts counts;

  /** What is kept after an observation. */
  @FunctionalInterface
  interface Next<T> extends Serializable {
    T of(ObjectSaid said);
  }

  private BareState(String run, TypeInformation<T> type, Next<T> next) {
    this.run = run;
    this.kept = new ValueStateDescriptor<>("bare", type);
    this.next = next;
  }

  /** Keeps the offset of the last observation: 8 bytes. */
  static BareState<Long> ofNumbers(String run) {
    return new BareState<>(run, Types.LONG, said -> said.getBy().getPosition());
  }

  /** Keeps what was said last. */
  static BareState<ObjectSaid> ofObjects(String run) {
    return new BareState<>(run, new AvroTypeInfo<>(ObjectSaid.class), said -> said);
  }

  @Override
  public void open() throws Exception {
    super.open();
    state = getRuntimeContext().getState(kept);
    counts = Counts.of(run);
  }

  @Override
  public void processElement1(StreamRecord<ObjectInput> element) throws Exception {
    ObjectSaid said = element.getValue().said();
    if (said != null) {
      T known = state.value();
      state.update(next.of(said));
      counts.kept(known == null);
    }
  }

  @Override
  public void processElement2(StreamRecord<ControlRecord> element) {}
}
