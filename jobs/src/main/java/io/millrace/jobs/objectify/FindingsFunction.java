package io.millrace.jobs.objectify;

import io.millrace.schemas.avro.ObjectFact;
import io.millrace.schemas.avro.ObjectFinding;
import io.millrace.schemas.avro.OtherEnd;
import io.millrace.udfs.objectify.finding.Findings;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Finds what is wrong between objects, at the object that others are linked to. */
@SuppressWarnings("NullAway.Init") // Flink calls open before all else
public final class FindingsFunction
    extends KeyedProcessFunction<String, ObjectFact, ObjectFinding> {
  private static final long serialVersionUID = 1L;
  private static final ValueStateDescriptor<OtherEnd> END =
      new ValueStateDescriptor<>("other-end", new AvroTypeInfo<>(OtherEnd.class));
  private static final MapStateDescriptor<String, ObjectFact> MEMBERS =
      new MapStateDescriptor<>(
          "other-end-members", Types.STRING, new AvroTypeInfo<>(ObjectFact.class));

  private final Duration delay;
  private transient ValueState<OtherEnd> end;
  private transient KeptMembers members;
  private transient WaitingFindings waiting;
  private transient ObjectifyMetrics metrics;

  /**
   * @param delay how long something is to be wrong before it is told
   */
  public FindingsFunction(Duration delay) {
    this.delay = delay;
  }

  @Override
  public void open(OpenContext context) {
    end = getRuntimeContext().getState(END);
    members = new KeptMembers(getRuntimeContext().getMapState(MEMBERS));
    waiting = WaitingFindings.of(getRuntimeContext(), delay);
    metrics = new ObjectifyMetrics(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement(ObjectFact fact, Context context, Collector<ObjectFinding> out)
      throws Exception {
    OtherEnd known = end.value();
    OtherEnd now = known == null ? new OtherEnd(false, "", 0L) : known;
    List<ObjectFinding> findings = Findings.take(now, members, fact);
    end.update(now);
    for (ObjectFinding finding : findings) {
      if (waiting.passes(finding, context.timerService())) {
        tell(finding, out);
      }
    }
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<ObjectFinding> out)
      throws Exception {
    for (ObjectFinding finding : waiting.due(time)) {
      tell(finding, out);
    }
  }

  private void tell(ObjectFinding finding, Collector<ObjectFinding> out) {
    metrics.finding();
    out.collect(finding);
  }
}
