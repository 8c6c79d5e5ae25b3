package io.millrace.jobs.tables;

import io.millrace.jobs.runtime.SerializableClock;
import io.millrace.jobs.runtime.Streams;
import io.millrace.jobs.runtime.deadletter.DeadLetters;
import io.millrace.schemas.avro.ObjectEvent;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 *
 *
 * <pre>
 * object events ─► unpack ─┬─► rows of objects
 *                    │     └─► those of links ─► rows of links
 *                    └──► dead letters
 * </pre>
 */
public final class TablesTopology {
  static final String EVENTS = "tables-events-source";
  static final String UNPACK = "tables-unpack";
  static final String LINKED = "tables-of-links";
  static final String OBJECTS = "tables-objects-sink";
  static final String LINKS = "tables-links-sink";
  static final String DEAD_LETTERS = "tables-dead-letters-sink";

  private TablesTopology() {}

  public static void build(
      StreamExecutionEnvironment env,
      TablesSources sources,
      TablesSinks sinks,
      SerializableClock clock) {
    SingleOutputStreamOperator<ObjectEvent> events =
        Streams.readAvro(env, sources.events(), ObjectEvent.class, EVENTS, UNPACK, clock);

    Streams.write(events, sinks.objects(), OBJECTS);
    Streams.write(
        events.filter(event -> event.getLink() != null).uid(LINKED).name(LINKED),
        sinks.links(),
        LINKS);
    Streams.write(events.getSideOutput(DeadLetters.TAG), sinks.deadLetters(), DEAD_LETTERS);
  }
}
