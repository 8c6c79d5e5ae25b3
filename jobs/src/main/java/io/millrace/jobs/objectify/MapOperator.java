package io.millrace.jobs.objectify;

import io.millrace.jobs.objectify.join.JoinMetrics;
import io.millrace.jobs.objectify.join.JoinQueue;
import io.millrace.jobs.objectify.join.Joins;
import io.millrace.jobs.runtime.SerializableClock;
import io.millrace.jobs.runtime.deadletter.DeadLetters;
import io.millrace.jobs.runtime.deadletter.Verdict;
import io.millrace.jobs.runtime.definition.ControlRecord;
import io.millrace.schemas.avro.DeadLetter;
import io.millrace.schemas.avro.ObjectSaid;
import io.millrace.schemas.avro.Origin;
import io.millrace.udfs.mapping.Refusal;
import io.millrace.udfs.objectify.mapping.ObjectMappings;
import io.millrace.udfs.objectify.mapping.ObjectMappings.Mapped;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * What applies object mappings. An operator of its own and no function, for records wait in it for
 * what is joined to them; those that wait are in its state, and are taken again after a restart.
 *
 * @param <I> what they are applied to
 */
@SuppressWarnings("NullAway.Init") // Flink calls initializeState and open before all else
abstract class MapOperator<I> extends AbstractStreamOperator<ObjectInput>
    implements TwoInputStreamOperator<I, ControlRecord, ObjectInput> {
  private static final long serialVersionUID = 1L;
  private final String stage;
  private final ObjectifySnapshots snapshots;
  private final ObjectifyOptions options;
  private final TypeInformation<I> type;
  private final transient MailboxExecutor mailbox;
  private transient ObjectMappingControl control;
  private transient ObjectifyMetrics metrics;
  private transient ListState<I> kept;
  private transient List<I> restored;
  private transient Joins joins;
  private transient JoinQueue<I> waiting;

  /**
   * @param stage what the dead letters call this operator
   */
  MapOperator(
      StreamOperatorParameters<ObjectInput> parameters,
      String stage,
      ObjectifySnapshots snapshots,
      ObjectifyOptions options,
      TypeInformation<I> type) {
    super(parameters);
    this.mailbox = parameters.getMailboxExecutor();
    this.stage = stage;
    this.snapshots = snapshots;
    this.options = options;
    this.type = type;
  }

  /** Before the first event, so that none overtakes the definitions. */
  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    control = new ObjectMappingControl(context.getOperatorStateStore(), snapshots.mappings());
    kept =
        context
            .getOperatorStateStore()
            .getListState(new ListStateDescriptor<>("waiting-for-joins", type));
    restored = new ArrayList<>();
    kept.get().forEach(restored::add);
  }

  @Override
  public void open() throws Exception {
    super.open();
    metrics = new ObjectifyMetrics(getMetricGroup());
    JoinMetrics ofJoins = new JoinMetrics(getMetricGroup(), () -> waiting.size());
    joins = new Joins(options.joins(), ofJoins);
    waiting = new JoinQueue<>(joins, mailbox, options.joins().capacity(), this::say);
    // Not now: whoever follows may not be open yet. It comes before all input.
    mailbox.execute(this::takeRestored, "records that waited for joins");
  }

  private void takeRestored() throws Exception {
    while (!restored.isEmpty()) {
      take(restored.remove(0));
    }
  }

  @Override
  public void processElement1(StreamRecord<I> element) throws Exception {
    take(element.getValue());
  }

  /** Takes a record, which may come again after a restart. */
  abstract void take(I record) throws Exception;

  /** Hands on what mappings made of a record, now and when what is joined has been found. */
  final void map(I record, Mapped mapped, Origin place) throws Exception {
    say(record, mapped, place);
    if (!mapped.joinings().isEmpty()) {
      waiting.take(record, mapped.joinings(), place);
    }
  }

  /** Does something after all that comes of the records before this one. */
  final void after(I record, Runnable action) {
    waiting.after(record, action);
  }

  final ObjectMappingControl control() {
    return control;
  }

  final ObjectMappings mappings() {
    return control.mappings();
  }

  final SerializableClock clock() {
    return options.clock();
  }

  final void collect(ObjectInput input) {
    output.collect(new StreamRecord<>(input));
  }

  final <X> void side(OutputTag<X> tag, X value) {
    output.collect(tag, new StreamRecord<>(value));
  }

  private void say(I record, Mapped mapped, Origin place) {
    for (ObjectSaid said : mapped.said()) {
      collect(ObjectInput.of(said));
    }
    metrics.refused(mapped.refusals().size());
    for (DeadLetter letter : letters(record, mapped, place)) {
      side(DeadLetters.TAG, letter);
    }
  }

  /** The dead letters of a record, by what mappings made of it. */
  List<DeadLetter> letters(I record, Mapped mapped, Origin place) {
    List<DeadLetter> letters = new ArrayList<>(0);
    for (Refusal refusal : mapped.refusals()) {
      letters.add(
          DeadLetters.of(
              place.getTopic(),
              place.getPartition(),
              place.getOffset(),
              null,
              verdict(refusal),
              clock().instant()));
    }
    return letters;
  }

  final Verdict verdict(Refusal refusal) {
    return new Verdict(
        stage,
        refusal.code().code(),
        refusal.reason(),
        refusal.path(),
        refusal.mappingId(),
        refusal.mappingVersion());
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    List<I> all = new ArrayList<>(waiting.records());
    all.addAll(restored);
    kept.update(all);
  }

  /** The input ends, or the job stops and drains. */
  @Override
  public void finish() throws Exception {
    waiting.drain();
    super.finish();
  }

  @Override
  public void close() throws Exception {
    if (joins != null) {
      joins.close();
    }
    super.close();
  }
}
