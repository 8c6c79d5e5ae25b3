package io.millrace.jobs.eventstore;

import io.millrace.jobs.runtime.SerializableClock;
import io.millrace.jobs.runtime.Streams;
import io.millrace.jobs.runtime.deadletter.DeadLetters;
import io.millrace.schemas.avro.ObjectEvent;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 *
 *
 * <pre>
 * object events ─► unpack ─► by object ─► each once ─► files by day
 *                    └──► dead letters
 * </pre>
 */
public final class EventStoreTopology {
  static final String EVENTS = "store-events-source";
  static final String UNPACK = "store-unpack";
  static final String ONCE = "store-once";
  static final String FILES = "store-files-sink";
  static final String DEAD_LETTERS = "store-dead-letters-sink";

  private EventStoreTopology() {}

  public static void build(
      StreamExecutionEnvironment env,
      EventStoreSources sources,
      EventStoreSinks sinks,
      SerializableClock clock) {
    SingleOutputStreamOperator<ObjectEvent> events =
        Streams.readAvro(env, sources.events(), ObjectEvent.class, EVENTS, UNPACK, clock);

    SingleOutputStreamOperator<ObjectEvent> once =
        events
            .keyBy(event -> event.getObjectType() + "/" + event.getObjectId())
            .process(new OnceFunction(), new AvroTypeInfo<>(ObjectEvent.class))
            .uid(ONCE)
            .name(ONCE);

    Streams.write(once, sinks.files(), FILES);
    Streams.write(events.getSideOutput(DeadLetters.TAG), sinks.deadLetters(), DEAD_LETTERS);
  }
}
