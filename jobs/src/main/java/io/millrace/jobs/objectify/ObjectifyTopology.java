package io.millrace.jobs.objectify;

import io.millrace.jobs.runtime.KeyedControl;
import io.millrace.jobs.runtime.Streams;
import io.millrace.jobs.runtime.deadletter.DeadLetters;
import io.millrace.jobs.runtime.definition.ControlRecord;
import io.millrace.jobs.runtime.definition.ControlTopic;
import io.millrace.jobs.runtime.definition.DefinitionReporter;
import io.millrace.schemas.avro.ObjectEdit;
import io.millrace.schemas.avro.ObjectEvent;
import io.millrace.schemas.avro.ObjectFact;
import io.millrace.schemas.avro.ObjectFinding;
import io.millrace.schemas.avro.Observation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.util.OutputTag;

/**
 *
 *
 * <pre>
 * observations ─► unpack ─► map observations ─┐
 * dataset rows ───────────► map rows ─────────┼─► by object ─► objectify ─┬─► object events
 * object edits ─► unpack ─► edits ────────────┘                   │       ├─► edit outcomes
 *                                                                 │       └─► by other end ─► findings
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
  static final String FINDINGS = "object-findings";
  static final String OBJECT_FINDINGS = "object-findings-sink";
  static final String ACKS = "objectify-acks-sink";
  static final String DEAD_LETTERS = "objectify-dead-letters-sink";

  private ObjectifyTopology() {}

  public static void build(
      StreamExecutionEnvironment env,
      ObjectifySources sources,
      ObjectifySinks sinks,
      ObjectifyOptions options) {
    build(env, sources, sinks, options, new ObjectifyOperator(sources.definitions(), options));
  }

  /**
   * The same with another operator in the place of objectify: what that is measured beside.
   *
   * @param objectify its side outputs are those of {@link ObjectifyOperator}, or none
   */
  public static void build(
      StreamExecutionEnvironment env,
      ObjectifySources sources,
      ObjectifySinks sinks,
      ObjectifyOptions options,
      TwoInputStreamOperator<ObjectInput, ControlRecord, ObjectEvent> objectify) {
    // Control topics have one partition, so more readers would only idle.
    DataStream<ControlRecord> control =
        Streams.read(env, sources.control(), CONTROL).setParallelism(1);
    SingleOutputStreamOperator<Observation> observations =
        Streams.readAvro(
            env, sources.observations(), Observation.class, OBSERVATIONS, UNPACK, options.clock());
    SingleOutputStreamOperator<ObjectInput> observed =
        KeyedControl.beside(
            observations,
            control.broadcast(),
            MapObservationsOperator.factory(sources.definitions(), options),
            ObjectInput.type(),
            MAP_OBSERVATIONS);
    SingleOutputStreamOperator<ObjectInput> rows =
        KeyedControl.beside(
            Streams.read(env, sources.rows(), ROWS),
            control.broadcast(),
            MapRowsOperator.factory(sources.definitions(), options),
            ObjectInput.type(),
            MAP_ROWS);
    SingleOutputStreamOperator<ObjectEdit> edits =
        Streams.readAvro(
            env, sources.edits(), ObjectEdit.class, EDITS, UNPACK_EDITS, options.clock());
    DataStream<ObjectInput> edited =
        edits.map(ObjectInput::of, ObjectInput.type()).uid(KEY_EDITS).name(KEY_EDITS);

    SingleOutputStreamOperator<ObjectEvent> events =
        KeyedControl.connect(
            observed.union(rows, edited).keyBy(ObjectInput::key, Types.STRING),
            control.broadcast(),
            objectify,
            new AvroTypeInfo<>(ObjectEvent.class),
            OBJECTIFY);
    write(events, sinks, options);
    Streams.write(side(DefinitionReporter.ACKS, rows, events), sinks.acks(), ACKS);
    Streams.write(
        side(DeadLetters.TAG, observations, observed, rows, edits, events),
        sinks.deadLetters(),
        DEAD_LETTERS);
  }

  private static void write(
      SingleOutputStreamOperator<ObjectEvent> events,
      ObjectifySinks sinks,
      ObjectifyOptions options) {
    DataStream<ObjectFinding> findings =
        events
            .getSideOutput(ObjectifyOperator.FACTS)
            .keyBy(ObjectFact::getKey)
            .process(
                new FindingsFunction(options.findingDelay()),
                new AvroTypeInfo<>(ObjectFinding.class))
            .uid(FINDINGS)
            .name(FINDINGS);
    Streams.write(events, sinks.events(), OBJECT_EVENTS);
    Streams.write(
        events.getSideOutput(ObjectifyOperator.OUTCOMES), sinks.outcomes(), EDIT_OUTCOMES);
    Streams.write(findings, sinks.findings(), OBJECT_FINDINGS);
  }

  private static <X> DataStream<X> side(
      OutputTag<X> tag,
      SingleOutputStreamOperator<?> first,
      SingleOutputStreamOperator<?>... more) {
    DataStream<X> all = first.getSideOutput(tag);
    for (SingleOutputStreamOperator<?> each : more) {
      all = all.union(each.getSideOutput(tag));
    }
    return all;
  }
}
