package io.millrace.jobs.objectify;

import io.millrace.udfs.objectify.LinkStore;
import io.millrace.udfs.objectify.ObjectMemory;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.util.FlinkRuntimeException;
import org.jspecify.annotations.Nullable;

/** What is known of the object whose key is set: one value, and an entry for each n:m link. */
final class ObjectStates implements LinkStore {
  private static final TypeInformation<byte[]> BYTES =
      PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO;

  static final ValueStateDescriptor<byte[]> OBJECT = new ValueStateDescriptor<>("object", BYTES);

  private static final MapStateDescriptor<String, byte[]> LINKS =
      new MapStateDescriptor<>("object-links", Types.STRING, BYTES);

  private final ValueState<byte[]> object;
  private final MapState<String, byte[]> links;

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
  public byte @Nullable [] get(String key) {
    return wrapped(() -> links.get(key));
  }

  @Override
  public void put(String key, byte[] state) {
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
