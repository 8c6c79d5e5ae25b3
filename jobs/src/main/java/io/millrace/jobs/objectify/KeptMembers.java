package io.millrace.jobs.objectify;

import io.millrace.schemas.avro.ObjectFact;
import io.millrace.udfs.objectify.finding.Members;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.util.FlinkRuntimeException;
import org.jspecify.annotations.Nullable;

/** Members in the state of the present key. */
record KeptMembers(MapState<String, ObjectFact> state) implements Members {
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
