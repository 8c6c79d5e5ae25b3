package io.millrace.jobs.objectify;

import io.millrace.jobs.runtime.KeyedControl;
import io.millrace.jobs.runtime.Streams;
import io.millrace.jobs.runtime.deadletter.DeadLetters;
import io.millrace.jobs.runtime.definition.ControlRecord;
import io.millrace.jobs.runtime.definition.ControlTopic;
import io.millrace.jobs.runtime.definition.DefinitionReporter;
import io.millrace.schemas.avro.ObjectEdit;
import io.millrace.schemas.avro.ObjectEvent;
import io.millrace.schemas.avro.Observation;
import java.util.Arrays;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.datastream.BroadcastStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 *
 *
 * <pre>
 * observations ─► unpack ─► map observations ─┐
 * dataset rows ───────────► map rows ─────────┼─► by object ─► objectify ─┬─► object events
 * object edits ─► unpack ─► edits ────────────┘                   │       └─► edit outcomes
 * control: object mappings ─► both maps, objectify                │
 * control: ontology ──────────────────────────────────────────────┘
 * all: dead letters; map rows and objectify: acks
 * </pre>
 */
public final class ObjectifyTopology {
  static final ControlTopic[] CONTROL_TOPICS = {
    ControlTopic.ONTOLOGY, ControlTopic.OBJECT_MAPPINGS
  };
  static final String OBSERVATIONS = "observations-source";
  static final String ROWS = "dataset-rows-source";
  static final String EDITS = "object-edits-source";
  static final String CONTROL = "objectify-control-source";
  static final String UNPACK = "objectify-unpack";
  static final String UNPACK_EDITS = "objectify-unpack-edits";
  static final String MAP_OBSERVATIONS = "map-observations";
  static final String MAP_ROWS = "map-rows";
  static final String KEY_EDITS = "objectify-edits";
  static final String OBJECTIFY = "objectify";
  static final String OBJECT_EVENTS = "object-events-sink";
  static final String EDIT_OUTCOMES = "edit-outcomes-sink";
  static final String ACKS = "objectify-acks-sink";
  static final String DEAD_LETTERS = "objectify-dead-letters-sink";

  private ObjectifyTopology() {}

  public static void build(
      StreamExecutionEnvironment env,
      ObjectifySources sources,
      ObjectifySinks sinks,
      ObjectifyOptions options) {
    // Control topics have one partition, so more readers would only idle.
    DataStream<ControlRecord> control =
        Streams.read(env, sources.control(), CONTROL).setParallelism(1);
    BroadcastStream<ControlRecord> broadcast =
        control.broadcast(
            Arrays.stream(CONTROL_TOPICS)
                .map(ControlTopic::lastGood)
                .toArray(MapStateDescriptor<?, ?>[]::new));

    SingleOutputStreamOperator<Observation> observations =
        Streams.readAvro(
            env, sources.observations(), Observation.class, OBSERVATIONS, UNPACK, options.clock());
    SingleOutputStreamOperator<ObjectInput> observed =
        observations
            .connect(broadcast)
            .process(new MapObservationsFunction(sources.definitions(), options), ObjectInput.type())
            .uid(MAP_OBSERVATIONS)
            .name(MAP_OBSERVATIONS);
    SingleOutputStreamOperator<ObjectInput> rows =
        Streams.read(env, sources.rows(), ROWS)
            .connect(broadcast)
            .process(new MapRowsFunction(sources.definitions(), options), ObjectInput.type())
            .uid(MAP_ROWS)
            .name(MAP_ROWS);
    SingleOutputStreamOperator<ObjectEdit> edits =
        Streams.readAvro(
            env, sources.edits(), ObjectEdit.class, EDITS, UNPACK_EDITS, options.clock());
    DataStream<ObjectInput> edited =
        edits.map(ObjectInput::of, ObjectInput.type()).uid(KEY_EDITS).name(KEY_EDITS);

    SingleOutputStreamOperator<ObjectEvent> events =
        KeyedControl.connect(
            observed.union(rows, edited).keyBy(ObjectInput::key, Types.STRING),
            control.broadcast(),
            new ObjectifyOperator(sources.definitions(), options),
            new AvroTypeInfo<>(ObjectEvent.class),
            OBJECTIFY);

    Streams.write(events, sinks.events(), OBJECT_EVENTS);
    Streams.write(events.getSideOutput(ObjectifyOperator.OUTCOMES), sinks.outcomes(), EDIT_OUTCOMES);
    Streams.write(
        rows.getSideOutput(DefinitionReporter.ACKS)
            .union(events.getSideOutput(DefinitionReporter.ACKS)),
        sinks.acks(),
        ACKS);
    Streams.write(
        observations
            .getSideOutput(DeadLetters.TAG)
            .union(
                observed.getSideOutput(DeadLetters.TAG),
                rows.getSideOutput(DeadLetters.TAG),
                edits.getSideOutput(DeadLetters.TAG),
                events.getSideOutput(DeadLetters.TAG)),
        sinks.deadLetters(),
        DEAD_LETTERS);
  }
}
