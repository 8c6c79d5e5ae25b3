package io.millrace.jobs.objectify;

import io.millrace.schemas.avro.ObjectFact;
import io.millrace.schemas.avro.ObjectFinding;
import io.millrace.schemas.avro.OtherEnd;
import io.millrace.udfs.objectify.finding.Findings;
import io.millrace.udfs.objectify.finding.Members;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.FlinkRuntimeException;
import org.jspecify.annotations.Nullable;

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

  private transient ValueState<OtherEnd> end;
  private transient KeptMembers members;
  private transient ObjectifyMetrics metrics;

  @Override
  public void open(OpenContext context) {
    end = getRuntimeContext().getState(END);
    members = new KeptMembers(getRuntimeContext().getMapState(MEMBERS));
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
      metrics.finding();
      out.collect(finding);
    }
  }

  /** In the state of the present key. */
  private record KeptMembers(MapState<String, ObjectFact> state) implements Members {
    @Override
    public @Nullable ObjectFact get(String key) {
      try {
        return state.get(key);
      } catch (Exception e) {
        throw failed(e);
      }
    }

    @Override
    public void put(String key, ObjectFact fact) {
      try {
        state.put(key, fact);
      } catch (Exception e) {
        throw failed(e);
      }
    }

    @Override
    public void remove(String key) {
      try {
        state.remove(key);
      } catch (Exception e) {
        throw failed(e);
      }
    }

    @Override
    public List<ObjectFact> all() {
      try {
        List<ObjectFact> all = new ArrayList<>();
        state.values().forEach(all::add);
        return all;
      } catch (Exception e) {
        throw failed(e);
      }
    }

    private static FlinkRuntimeException failed(Exception e) {
      return new FlinkRuntimeException("The state of findings is out of reach", e);
    }
  }
}
