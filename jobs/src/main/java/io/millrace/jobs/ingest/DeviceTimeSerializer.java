package io.millrace.jobs.ingest;

import io.millrace.jobs.runtime.state.ValueSerializer;
import io.millrace.udfs.time.DeviceTime;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Four longs. As a POJO it would be made by reflection, for every message. */
public final class DeviceTimeSerializer extends ValueSerializer<DeviceTime> {
  static final DeviceTimeSerializer INSTANCE = new DeviceTimeSerializer();
  private static final long serialVersionUID = 1L;

  @Override
  public DeviceTime createInstance() {
    return DeviceTime.UNKNOWN;
  }

  @Override
  public int getLength() {
    return 4 * Long.BYTES;
  }

  @Override
  public void serialize(DeviceTime time, DataOutputView target) throws IOException {
    target.writeLong(time.greatest());
    target.writeLong(time.window());
    target.writeLong(time.least());
    target.writeLong(time.leastBefore());
  }

  @Override
  public DeviceTime deserialize(DataInputView source) throws IOException {
    return new DeviceTime(
        source.readLong(), source.readLong(), source.readLong(), source.readLong());
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    target.write(source, getLength());
  }

  @Override
  public TypeSerializerSnapshot<DeviceTime> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What savepoints keep of it. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<DeviceTime> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
