package io.millrace.jobs.objectify;

import io.millrace.jobs.runtime.definition.ControlRecord;
import io.millrace.schemas.avro.Observation;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Makes of observations what they say of objects. */
final class MapObservationsOperator extends MapOperator<Observation> {
  private static final long serialVersionUID = 1L;

  MapObservationsOperator(
      StreamOperatorParameters<ObjectInput> parameters,
      ObjectifySnapshots snapshots,
      ObjectifyOptions options) {
    super(
        parameters,
        ObjectifyTopology.MAP_OBSERVATIONS,
        snapshots,
        options,
        new AvroTypeInfo<>(Observation.class));
  }

  static MapOperators<Observation> factory(ObjectifySnapshots snapshots, ObjectifyOptions options) {
    return new MapOperators<>(
        MapObservationsOperator.class,
        parameters -> new MapObservationsOperator(parameters, snapshots, options));
  }

  @Override
  void take(Observation observation) throws Exception {
    map(observation, mappings().map(observation), observation.getOrigin());
  }

  @Override
  public void processElement2(StreamRecord<ControlRecord> record) throws Exception {
    // The operator beside this one, that maps rows, tells of the same definitions.
    control().receive(record.getValue());
  }
}
