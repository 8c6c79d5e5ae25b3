package io.millrace.jobs.rules.exchange;

import io.millrace.jobs.runtime.SerializedBy;
import io.millrace.jobs.runtime.state.ValueSerializer;
import io.millrace.schemas.avro.Observation;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * Observations between the subtasks of this job: each is written and read once on its way to its
 * key, and Flink's serializer of Avro records takes longer for that than all rules together. Never
 * in state. An observation is a value here: its copy is itself.
 */
public final class ObservationSerializer extends ValueSerializer<Observation> {
  public static final TypeInformation<Observation> TYPE =
      new SerializedBy<>(Observation.class, new ObservationSerializer());

  private static final long serialVersionUID = 1L;

  /** Remembers what observations share, and so belongs to one thread. */
  private transient @Nullable ObservationReader reader;

  /** Each thread has its own: what it remembers is not to be shared. */
  @Override
  public ObservationSerializer duplicate() {
    return new ObservationSerializer();
  }

  @Override
  public Observation createInstance() {
    return new Observation();
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(Observation observation, DataOutputView target) throws IOException {
    ObservationWriter.write(observation, target);
  }

  @Override
  public Observation deserialize(DataInputView source) throws IOException {
    if (reader == null) {
      reader = new ObservationReader();
    }
    return reader.read(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    serialize(deserialize(source), target);
  }

  @Override
  public TypeSerializerSnapshot<Observation> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What an unaligned checkpoint keeps of it. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Observation> {
    public Snapshot() {
      super(ObservationSerializer::new);
    }
  }
}
