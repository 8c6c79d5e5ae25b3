package io.millrace.jobs.objectify;

import io.millrace.jobs.runtime.definition.ControlRecord;
import io.millrace.schemas.avro.ObjectSaid;
import io.millrace.schemas.avro.Observation;
import io.millrace.udfs.objectify.mapping.ObjectMappings.Mapped;
import org.apache.flink.util.Collector;

/** Makes of observations what they say of objects. */
public final class MapObservationsFunction extends MapFunction<Observation> {
  private static final long serialVersionUID = 1L;

  public MapObservationsFunction(ObjectifySnapshots snapshots, ObjectifyOptions options) {
    super(ObjectifyTopology.MAP_OBSERVATIONS, snapshots, options);
  }

  @Override
  public void processElement(
      Observation observation, ReadOnlyContext context, Collector<ObjectInput> out) {
    Mapped mapped = mappings().map(observation);
    for (ObjectSaid said : mapped.said()) {
      out.collect(ObjectInput.of(said));
    }
    refuse(mapped.refusals(), observation.getOrigin(), context::output);
  }

  @Override
  public void processBroadcastElement(
      ControlRecord record, Context context, Collector<ObjectInput> out) throws Exception {
    // The operator beside this one, that maps rows, tells of the same definitions.
    control().receive(record);
  }
}
