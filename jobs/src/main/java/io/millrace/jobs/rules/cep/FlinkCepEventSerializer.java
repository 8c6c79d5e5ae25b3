package io.millrace.jobs.rules.cep;

import io.millrace.jobs.runtime.state.ValueSerializer;
import io.millrace.udfs.rules.Key;
import io.millrace.udfs.rules.StoredEvent;
import java.io.IOException;
import java.util.Map;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes events with all that they hold. */
final class FlinkCepEventSerializer extends ValueSerializer<FlinkCepEvent> {
  private static final long serialVersionUID = 1;

  /** Of no object, so that each event is written with its own. */
  private static final Key NONE = new Key("-", "", "");

  @Override
  public FlinkCepEvent createInstance() {
    return new FlinkCepEvent(new StoredEvent("", 0, 0, "", "", "", "", Map.of()), 0);
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(FlinkCepEvent event, DataOutputView target) throws IOException {
    target.writeLong(event.number());
    event.event().write(NONE, target);
  }

  @Override
  public FlinkCepEvent deserialize(DataInputView source) throws IOException {
    long number = source.readLong();
    return new FlinkCepEvent(StoredEvent.read(NONE, source), number);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    serialize(deserialize(source), target);
  }

  @Override
  public TypeSerializerSnapshot<FlinkCepEvent> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Nothing to remember. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<FlinkCepEvent> {
    public Snapshot() {
      super(FlinkCepEventSerializer::new);
    }
  }
}
