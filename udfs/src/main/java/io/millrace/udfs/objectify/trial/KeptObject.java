package io.millrace.udfs.objectify.trial;

import io.millrace.udfs.objectify.LinkStore;
import io.millrace.udfs.objectify.ObjectMemory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The state of one object, as bytes: a tenth of what it takes as Java objects. */
final class KeptObject implements LinkStore {
  private byte @Nullable [] state;

  /** Of most objects there are none. */
  private Map<String, byte[]> links = Map.of();

  ObjectMemory read(String type, String id) {
    return ObjectMemory.read(type, id, state, this);
  }

  void write(ObjectMemory memory) {
    state = memory.write();
  }

  @Override
  public byte @Nullable [] get(String key) {
    return links.get(key);
  }

  @Override
  public void put(String key, byte[] link) {
    links = links.isEmpty() ? new HashMap<>() : links;
    links.put(key, link);
  }

  @Override
  public void remove(String key) {
    if (!links.isEmpty()) {
      links.remove(key);
    }
  }

  @Override
  public Iterable<String> keys() {
    return List.copyOf(links.keySet());
  }
}
