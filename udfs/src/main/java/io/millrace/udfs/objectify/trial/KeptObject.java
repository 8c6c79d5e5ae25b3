package io.millrace.udfs.objectify.trial;

import io.millrace.schemas.avro.LinkState;
import io.millrace.schemas.avro.ObjectState;
import io.millrace.udfs.objectify.LinkStore;
import io.millrace.udfs.objectify.ObjectMemory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
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
    try {
      ObjectState known = state == null ? null : ObjectState.fromByteBuffer(ByteBuffer.wrap(state));
      return ObjectMemory.read(type, id, known, this);
    } catch (IOException e) {
      throw new UncheckedIOException("What was written can be read", e);
    }
  }

  void write(ObjectMemory memory) {
    try {
      state = bytes(memory.write().toByteBuffer());
    } catch (IOException e) {
      throw new UncheckedIOException("Avro writes to memory", e);
    }
  }

  @Override
  public @Nullable LinkState get(String key) {
    try {
      byte[] kept = links.get(key);
      return kept == null ? null : LinkState.fromByteBuffer(ByteBuffer.wrap(kept));
    } catch (IOException e) {
      throw new UncheckedIOException("What was written can be read", e);
    }
  }

  @Override
  public void put(String key, LinkState link) {
    try {
      links = links.isEmpty() ? new HashMap<>() : links;
      links.put(key, bytes(link.toByteBuffer()));
    } catch (IOException e) {
      throw new UncheckedIOException("Avro writes to memory", e);
    }
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

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }
}
