package io.millrace.jobs.runtime.state;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Fingerprints as the 16 bytes that they are; a POJO's would take 19, of every id in state. */
public final class FingerprintSerializer extends ValueSerializer<Fingerprint> {
  static final FingerprintSerializer INSTANCE = new FingerprintSerializer();
  private static final long serialVersionUID = 1L;

  @Override
  public Fingerprint createInstance() {
    return new Fingerprint(0, 0);
  }

  @Override
  public int getLength() {
    return 2 * Long.BYTES;
  }

  @Override
  public void serialize(Fingerprint fingerprint, DataOutputView target) throws IOException {
    target.writeLong(fingerprint.high());
    target.writeLong(fingerprint.low());
  }

  @Override
  public Fingerprint deserialize(DataInputView source) throws IOException {
    return new Fingerprint(source.readLong(), source.readLong());
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    target.write(source, getLength());
  }

  @Override
  public TypeSerializerSnapshot<Fingerprint> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What savepoints keep of it. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Fingerprint> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
