package io.millrace.jobs.rules.cep;

import io.millrace.jobs.runtime.state.ValueSerializer;
import io.millrace.udfs.rules.pattern.suite.CaseEvent;
import java.util.Map;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Events of a case never leave memory. */
final class CaseEventSerializer extends ValueSerializer<CaseEvent> {
  private static final long serialVersionUID = 1;

  @Override
  public CaseEvent createInstance() {
    return new CaseEvent(0, Map.of(), 0);
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(CaseEvent event, DataOutputView target) {
    throw new UnsupportedOperationException("Events of a case stay in memory");
  }

  @Override
  public CaseEvent deserialize(DataInputView source) {
    throw new UnsupportedOperationException("Events of a case stay in memory");
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) {
    throw new UnsupportedOperationException("Events of a case stay in memory");
  }

  @Override
  public TypeSerializerSnapshot<CaseEvent> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Nothing to remember. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<CaseEvent> {
    public Snapshot() {
      super(CaseEventSerializer::new);
    }
  }
}
