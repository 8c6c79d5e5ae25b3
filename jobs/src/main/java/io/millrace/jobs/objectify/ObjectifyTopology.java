package io.millrace.jobs.objectify;

import io.millrace.jobs.runtime.SerializableClock;
import io.millrace.jobs.runtime.Streams;
import io.millrace.jobs.runtime.deadletter.DeadLetters;
import io.millrace.schemas.avro.ObjectEvent;
import io.millrace.schemas.avro.Observation;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 *
 *
 * <pre>
 * observations ─► unpack ─► by object ─► objectify ─► object events
 *                   └──► dead letters
 * </pre>
 */
public final class ObjectifyTopology {
  static final String OBSERVATIONS = "observations-source";
  static final String UNPACK = "objectify-unpack";
  static final String OBJECTIFY = "objectify";
  static final String OBJECT_EVENTS = "object-events-sink";
  static final String DEAD_LETTERS = "objectify-dead-letters-sink";

  private ObjectifyTopology() {}

  public static void build(
      StreamExecutionEnvironment env,
      ObjectifySources sources,
      ObjectifySinks sinks,
      SerializableClock clock) {
    SingleOutputStreamOperator<Observation> observations =
        Streams.readAvro(
            env, sources.observations(), Observation.class, OBSERVATIONS, UNPACK, clock);

    SingleOutputStreamOperator<ObjectEvent> events =
        observations
            .keyBy(o -> o.getObjectType() + "/" + o.getObjectId())
            .process(new ObjectifyFunction(), new AvroTypeInfo<>(ObjectEvent.class))
            .uid(OBJECTIFY)
            .name(OBJECTIFY);

    Streams.write(events, sinks.events(), OBJECT_EVENTS);
    Streams.write(observations.getSideOutput(DeadLetters.TAG), sinks.deadLetters(), DEAD_LETTERS);
  }
}
