package io.millrace.jobs.rules.memory;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** A byte that tells the version of the form, then the value. */
public final class KeyMemorySerializer extends TypeSerializerSingleton<KeyMemory> {
  public static final KeyMemorySerializer INSTANCE = new KeyMemorySerializer();
  private static final long serialVersionUID = 1L;

  /** 2: senders as 64 bits. What 1 wrote would be misread. */
  private static final int VERSION = 2;

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public KeyMemory createInstance() {
    return KeyMemory.empty();
  }

  @Override
  public KeyMemory copy(KeyMemory from) {
    try {
      return from.copy();
    } catch (IOException e) {
      throw new UncheckedIOException("What a rule remembers cannot be written", e);
    }
  }

  @Override
  public KeyMemory copy(KeyMemory from, KeyMemory reuse) {
    return copy(from);
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(KeyMemory memory, DataOutputView target) throws IOException {
    target.writeByte(VERSION);
    memory.write(target);
  }

  @Override
  public KeyMemory deserialize(DataInputView source) throws IOException {
    int version = source.readByte();
    if (version != VERSION) {
      throw new IOException("Unknown version " + version + " of a key's memory");
    }
    return KeyMemory.read(source);
  }

  @Override
  public KeyMemory deserialize(KeyMemory reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    serialize(deserialize(source), target);
  }

  @Override
  public TypeSerializerSnapshot<KeyMemory> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What savepoints keep of it. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<KeyMemory> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
