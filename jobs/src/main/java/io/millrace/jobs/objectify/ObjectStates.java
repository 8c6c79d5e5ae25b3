package io.millrace.jobs.objectify;

import io.millrace.schemas.avro.LinkState;
import io.millrace.schemas.avro.ObjectState;
import io.millrace.udfs.objectify.LinkStore;
import io.millrace.udfs.objectify.ObjectMemory;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.util.FlinkRuntimeException;
import org.jspecify.annotations.Nullable;

/** What is known of the object whose key is set: one value, and an entry for each n:m link. */
final class ObjectStates implements LinkStore {
  static final ValueStateDescriptor<ObjectState> OBJECT =
      new ValueStateDescriptor<>("object", new AvroTypeInfo<>(ObjectState.class));

  private static final MapStateDescriptor<String, LinkState> LINKS =
      new MapStateDescriptor<>("object-links", Types.STRING, new AvroTypeInfo<>(LinkState.class));

  private final ValueState<ObjectState> object;
  private final MapState<String, LinkState> links;

  ObjectStates(RuntimeContext context) {
    object = context.getState(OBJECT);
    links = context.getMapState(LINKS);
  }

  ObjectMemory read(String key) throws Exception {
    return ObjectMemory.read(
        ObjectInput.objectType(key), ObjectInput.objectId(key), object.value(), this);
  }

  void write(ObjectMemory memory) throws Exception {
    object.update(memory.write());
  }

  @Override
  public @Nullable LinkState get(String key) {
    return wrapped(() -> links.get(key));
  }

  @Override
  public void put(String key, LinkState state) {
    wrapped(
        () -> {
          links.put(key, state);
          return true;
        });
  }

  @Override
  public void remove(String key) {
    wrapped(
        () -> {
          links.remove(key);
          return true;
        });
  }

  @Override
  public Iterable<String> keys() {
    List<String> keys = new ArrayList<>();
    wrapped(
        () -> {
          links.keys().forEach(keys::add);
          return true;
        });
    return keys;
  }

  @FunctionalInterface
  private interface Access<T> {
    @Nullable T run() throws Exception;
  }

  private static <T> @Nullable T wrapped(Access<T> access) {
    try {
      return access.run();
    } catch (Exception e) {
      throw new FlinkRuntimeException("The state of links is out of reach", e);
    }
  }
}
