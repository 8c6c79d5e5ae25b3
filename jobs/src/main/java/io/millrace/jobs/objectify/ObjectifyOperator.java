package io.millrace.jobs.objectify;

import io.millrace.jobs.runtime.deadletter.DeadLetters;
import io.millrace.jobs.runtime.definition.ControlRecord;
import io.millrace.jobs.runtime.definition.ControlTopic;
import io.millrace.jobs.runtime.definition.DefinitionReporter;
import io.millrace.jobs.runtime.definition.Reception;
import io.millrace.jobs.runtime.state.KeySweep;
import io.millrace.jobs.runtime.state.SeenIds;
import io.millrace.schemas.avro.EditOutcome;
import io.millrace.schemas.avro.ObjectEdit;
import io.millrace.schemas.avro.ObjectEvent;
import io.millrace.schemas.avro.ObjectFact;
import io.millrace.schemas.avro.ObjectSaid;
import io.millrace.udfs.objectify.EditResult;
import io.millrace.udfs.objectify.Editor;
import io.millrace.udfs.objectify.Facts;
import io.millrace.udfs.objectify.Model;
import io.millrace.udfs.objectify.ObjectMemory;
import io.millrace.udfs.objectify.Objectifier;
import io.millrace.udfs.objectify.RefusedValue;
import io.millrace.udfs.objectify.SaidCheck;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Holds each object and tells what changes of it. An operator of its own and no function, for the
 * end of a version goes to all objects, some at a time.
 */
@SuppressWarnings("NullAway.Init") // Flink calls initializeState and open before all else
final class ObjectifyOperator extends AbstractStreamOperator<ObjectEvent>
    implements TwoInputStreamOperator<ObjectInput, ControlRecord, ObjectEvent>, KeySweep.Host {
  private static final long serialVersionUID = 1L;
  static final OutputTag<EditOutcome> OUTCOMES =
      new OutputTag<>("edit-outcomes", new AvroTypeInfo<>(EditOutcome.class));
  static final OutputTag<ObjectFact> FACTS =
      new OutputTag<>("object-facts", new AvroTypeInfo<>(ObjectFact.class));
  private static final String SEEN_EDITS = "seen-edits";

  private final ObjectifySnapshots snapshots;
  private final ObjectifyOptions options;
  private transient ObjectifyDefinitions definitions;
  private transient ObjectStates objects;
  private transient SeenIds seenEdits;
  private transient KeySweep sweep;
  private transient VersionEnds ends;
  private transient OntologyTelling telling;
  private transient DefinitionReporter reporter;
  private transient ObjectifyMetrics metrics;
  private transient Model model;
  private transient Objectifier objectifier;
  private transient Editor editor;
  private transient Facts facts;

  ObjectifyOperator(ObjectifySnapshots snapshots, ObjectifyOptions options) {
    this.snapshots = snapshots;
    this.options = options;
  }

  /** Before the first event, so that none overtakes the definitions. */
  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    definitions = new ObjectifyDefinitions(context.getOperatorStateStore(), snapshots);
    hold(definitions.model());
  }

  private void hold(Model now) {
    model = now;
    objectifier = new Objectifier(now);
    editor = new Editor(now);
    facts = new Facts(now);
  }

  @Override
  public void open() throws Exception {
    super.open();
    objects = new ObjectStates(getRuntimeContext());
    seenEdits = new SeenIds(getRuntimeContext(), SEEN_EDITS, options.editTtl());
    reporter =
        new DefinitionReporter(
            ObjectifyJob.NAME,
            ObjectifyTopology.OBJECTIFY,
            getRuntimeContext().getTaskInfo(),
            options.clock());
    metrics = new ObjectifyMetrics(getMetricGroup());
    sweep = new KeySweep(this);
    ends =
        new VersionEnds(
            this,
            sweep,
            getRuntimeContext(),
            (key, end) -> visit(key, memory -> objectifier.end(memory, end)));
    ends.restore();
    telling =
        new OntologyTelling(
            this,
            sweep,
            getRuntimeContext(),
            (key, change) -> visit(key, memory -> objectifier.follow(memory, change)));
    telling.restore();
    // Not now: whoever follows may not be open yet.
    soon(() -> telling.tell(definitions));
  }

  @Override
  public void processElement1(StreamRecord<ObjectInput> element) throws Exception {
    ObjectInput input = element.getValue();
    if (input.said() != null) {
      say(input.key(), input.said());
    } else if (input.edit() != null) {
      edit(input.key(), input.edit());
    } else if (input.end() != null) {
      ends.take(input.key(), input.end());
    }
  }

  private void say(String key, ObjectSaid said) throws Exception {
    SaidCheck.Result result = SaidCheck.of(said, model);
    for (RefusedValue refused : result.refused()) {
      metrics.setAside();
      side(DeadLetters.TAG, RefusedValues.letter(said, refused, options.clock().instant()));
    }
    if (result.said() == null) {
      return;
    }
    ObjectMemory memory = objects.read(key);
    Map<String, Object> before = facts.unique(memory);
    List<ObjectEvent> events = objectifier.say(memory, result.said(), ends.after(said));
    // Also without an event: what is claimed may have changed, though nothing that can be seen.
    if (memory.changed()) {
      objects.write(memory);
    }
    tell(memory, events, before);
  }

  private void edit(String key, ObjectEdit edit) throws Exception {
    if (!seenEdits.first(edit.getId())) {
      metrics.repeated();
      return;
    }
    ObjectMemory memory = objects.read(key);
    Map<String, Object> before = facts.unique(memory);
    EditResult result = editor.apply(memory, edit, options.clock().instant());
    metrics.edit(result.applied());
    if (result.applied()) {
      objects.write(memory);
      tell(memory, result.events(), before);
    }
    side(OUTCOMES, result.outcome());
  }

  /** Goes on with the object of the present key, of which nobody has said anything. */
  private void visit(String key, Function<ObjectMemory, List<ObjectEvent>> telling)
      throws Exception {
    ObjectMemory memory = objects.read(key);
    Map<String, Object> before = facts.unique(memory);
    List<ObjectEvent> events = telling.apply(memory);
    if (memory.changed()) {
      objects.write(memory);
      tell(memory, events, before);
    }
  }

  /**
   * @param before unique values before the events
   */
  private void tell(ObjectMemory memory, List<ObjectEvent> events, Map<String, Object> before) {
    metrics.told(events.size());
    for (ObjectEvent event : events) {
      output.collect(new StreamRecord<>(event));
    }
    for (ObjectFact fact : facts.of(events, before, facts.unique(memory))) {
      side(FACTS, fact);
    }
  }

  @Override
  public void processElement2(StreamRecord<ControlRecord> element) throws Exception {
    ControlRecord record = element.getValue();
    if (ControlTopic.of(record) == ControlTopic.ONTOLOGY) {
      reporter.reportUnreadable(record, this::side);
    }
    List<Reception> receptions = definitions.receive(record);
    hold(definitions.model());
    telling.tell(definitions);
    for (Reception reception : receptions) {
      reporter.report(ControlTopic.ONTOLOGY.kind(), reception, this::side);
    }
  }

  private <X> void side(OutputTag<X> tag, X value) {
    output.collect(tag, new StreamRecord<>(value));
  }

  @Override
  public KeyedStateBackend<String> backend() {
    return getKeyedStateBackend();
  }

  @Override
  public void soon(KeySweep.Action action) {
    getProcessingTimeService()
        .registerTimer(
            getProcessingTimeService().getCurrentProcessingTime(), unused -> action.run());
  }

  /** The input ends, or the job stops and drains: no timer comes any more. */
  @Override
  public void finish() throws Exception {
    ends.goOn();
    telling.tell(definitions);
    sweep.finish();
    super.finish();
  }

  @Override
  public void close() throws Exception {
    if (sweep != null) {
      sweep.close();
    }
    super.close();
  }
}
