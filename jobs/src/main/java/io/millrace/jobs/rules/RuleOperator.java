package io.millrace.jobs.rules;

import io.millrace.jobs.rules.cep.FlinkCepProcess;
import io.millrace.jobs.rules.control.ReceptionProgress;
import io.millrace.jobs.rules.control.RuleControl;
import io.millrace.jobs.rules.memory.KeyMemory;
import io.millrace.jobs.rules.memory.KeyMemorySerializer;
import io.millrace.jobs.runtime.SerializableClock;
import io.millrace.jobs.runtime.definition.ControlRecord;
import io.millrace.jobs.runtime.definition.DefinitionSnapshot;
import io.millrace.schemas.avro.Alert;
import io.millrace.schemas.avro.Observation;
import io.millrace.udfs.rules.Event;
import io.millrace.udfs.rules.Key;
import io.millrace.udfs.rules.KeyState;
import io.millrace.udfs.rules.PropertyTypes;
import io.millrace.udfs.rules.RuleCompiler;
import io.millrace.udfs.rules.RuleEngine;
import io.millrace.udfs.rules.SlotCompiler;
import io.millrace.udfs.rules.composite.AlertEvent;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * The host of the rule engine in Flink: keeps what rules remember of a key, fires their timers, and
 * takes their changes from the control stream. An operator of its own and no function, for event
 * time must go on where all devices are silent, and changes take effect at times of their own.
 *
 * @param <I> what comes in, keyed
 */
@SuppressWarnings("NullAway.Init") // Flink calls initializeState and open before all else
abstract class RuleOperator<I> extends AbstractStreamOperator<Alert>
    implements TwoInputStreamOperator<I, ControlRecord, Alert>, Triggerable<String, VoidNamespace> {
  private static final long serialVersionUID = 1L;

  /** See {@link KeyMemory}. */
  static final ValueStateDescriptor<KeyMemory> MEMORY =
      new ValueStateDescriptor<>("rule-memory", KeyMemorySerializer.INSTANCE);

  private static final String TIMERS = "rule-timers";

  private final Stage of;
  private final DefinitionSnapshot snapshot;
  private final RulesTiming timing;
  private final SerializableClock clock;

  private transient RuleEngine engine;
  private transient RuleControl control;
  private transient ControlDesk desk;
  private transient RuleOutput alerts;
  private transient EventClock eventClock;
  private transient ReceptionProgress progress;
  private transient ValueState<KeyMemory> memories;
  private transient InternalTimerService<VoidNamespace> timers;
  private transient RulesMetrics metrics;
  private transient boolean live;

  /**
   * @param of which rules are judged here
   * @param snapshot every record that stands in the control topic, in its order
   */
  RuleOperator(Stage of, DefinitionSnapshot snapshot, RulesTiming timing, SerializableClock clock) {
    this.of = of;
    this.snapshot = snapshot;
    this.timing = timing;
    this.clock = clock;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    engine = new RuleEngine();
    // Which mapping feeds a rule is not known here; the service has checked its types.
    SlotCompiler rules = new SlotCompiler(new RuleCompiler(PropertyTypes.unknown()));
    control =
        new RuleControl(
            definition -> FlinkCepProcess.of(rules.compile(definition)),
            engine,
            rule -> Stage.of(rule) == of,
            context.getOperatorStateStore().getBroadcastState(RuleControl.VERSIONS));
    control.prime(snapshot.read(), clock.instant().toEpochMilli());
    eventClock = EventClock.restore(context, timing);
    progress = new ReceptionProgress();
  }

  @Override
  public void open() throws Exception {
    super.open();
    memories = getRuntimeContext().getState(MEMORY);
    timers = getInternalTimerService(TIMERS, VoidNamespaceSerializer.INSTANCE, this);
    live = "hashmap".equals(getKeyedStateBackend().getBackendTypeIdentifier());
    metrics = new RulesMetrics(getMetricGroup(), () -> control.rules().size());
    alerts = new RuleOutput(this, metrics, clock, timing.failureInterval());
    desk = new ControlDesk(this, control, clock);
    desk.open();
    engine.starting(eventClock.starting(now()));
  }

  @Override
  public void processElement2(StreamRecord<ControlRecord> element) throws Exception {
    desk.receive(element.getValue());
  }

  /**
   * Judges an event by the rules of the present key.
   *
   * @param observation that the event is of, null where it is of none
   * @return whether it was not judged before
   */
  boolean judge(Event event, Key key, @Nullable Observation observation) throws Exception {
    KeyMemory known = memories.value();
    KeyMemory memory = known == null ? KeyMemory.empty() : known;
    if (first() && observation != null && !memory.advance(observation)) {
      metrics.replayed();
      return false;
    }
    eventClock.busy();
    desk.judging(event.receivedAt());
    progress.note(
        observation == null ? 0 : observation.getOrigin().getPartition(), event.receivedAt());
    KeyState rules = memory.rules(key);
    long before = rules.nextTimer();
    engine.onEvent(rules, event, alerts.on(observation));
    keep(known, memory, before);
    return true;
  }

  @Override
  public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    KeyMemory memory = memories.value();
    if (memory == null) {
      return;
    }
    KeyState rules = memory.rules(StateKeys.key(timer.getKey()));
    if (rules.nextTimer() <= timer.getTimestamp()) {
      engine.onTime(rules, timer.getTimestamp(), alerts.on(null));
      keep(memory, memory, Long.MAX_VALUE);
    }
  }

  @Override
  public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
    throw new IllegalStateException("No timer of this kind is ever set");
  }

  /** Ends, of all keys, what removed rules began. */
  void sweep(long at) throws Exception {
    getKeyedStateBackend()
        .applyToAllKeys(
            VoidNamespace.INSTANCE,
            VoidNamespaceSerializer.INSTANCE,
            MEMORY,
            (Object key, ValueState<KeyMemory> state) -> sweep((String) key, at));
  }

  private void sweep(String key, long at) throws Exception {
    KeyMemory memory = memories.value();
    if (memory == null || memory.idle()) {
      return;
    }
    KeyState rules = memory.rules(StateKeys.key(key));
    long before = rules.nextTimer();
    engine.sweep(rules, at, "rule removed or paused", alerts.on(null));
    keep(memory, memory, before);
  }

  private void keep(@Nullable KeyMemory known, KeyMemory memory, long before) throws Exception {
    KeyState rules = Objects.requireNonNull(memory.decoded());
    long next = rules.nextTimer();
    if (next != before) {
      if (before != Long.MAX_VALUE) {
        timers.deleteEventTimeTimer(VoidNamespace.INSTANCE, before);
      }
      if (next != Long.MAX_VALUE) {
        timers.registerEventTimeTimer(VoidNamespace.INSTANCE, next);
      }
    }
    if (memory.isEmpty()) {
      if (known != null) {
        memories.clear();
      }
    } else if (known == null || !live && (first() || memory.changed())) {
      // A backend that keeps objects has the change already.
      memories.update(memory);
    }
  }

  /** What composite rules are to see of an alert. */
  List<AlertEvent> composed(Alert alert, long receivedAt) {
    return control.composites().listens(alert.getRuleId())
        ? control.composites().events(alert, receivedAt)
        : List.of();
  }

  /** What else than its object an event is grouped by. */
  List<Key> groups(Event event) {
    return control.groups().keys(event);
  }

  /** Forgets versions that no observation needs any more, and rules that were removed and swept. */
  void prune(Set<String> swept) throws Exception {
    long common = progress.common();
    if (common != Long.MIN_VALUE) {
      control.forgetBefore(common - timing.versionRetention().toMillis(), swept);
    }
  }

  /** Lets event time go on where nothing comes. */
  void goOn() throws Exception {
    long time = eventClock.tick(now());
    engine.starting(eventClock.starting(now()));
    if (time != Long.MIN_VALUE) {
      engine.advance(time);
      processWatermark(new Watermark(time));
    }
  }

  /** Runs an action in this task at a time of the clock: epoch milliseconds. */
  void at(long time, Action action) {
    getProcessingTimeService().registerTimer(time, unused -> action.run());
  }

  /** Something to do later. */
  interface Action {
    void run() throws Exception;
  }

  <X> void side(OutputTag<X> tag, StreamRecord<X> value) {
    output.collect(tag, value);
  }

  Stage of() {
    return of;
  }

  /** Whether observations come here first: replays are found out there. */
  private boolean first() {
    return of == Stage.OBJECTS;
  }

  void alert(StreamRecord<Alert> alert) {
    output.collect(alert);
  }

  /** The clock: epoch milliseconds. */
  long now() {
    return getProcessingTimeService().getCurrentProcessingTime();
  }

  ReceptionProgress progress() {
    return progress;
  }

  RulesMetrics metrics() {
    return metrics;
  }

  RuleOutput alerts() {
    return alerts;
  }

  EventClock eventClock() {
    return eventClock;
  }

  /** The present event time: epoch milliseconds. */
  long watermark() {
    return timers.currentWatermark();
  }

  @Override
  public void processWatermark1(Watermark mark) throws Exception {
    if (eventClock.advance(mark.getTimestamp(), now())) {
      engine.starting(eventClock.starting(now()));
      engine.advance(mark.getTimestamp());
      processWatermark(mark);
    }
  }

  /** Definitions have no event time. */
  @Override
  public void processWatermark2(Watermark mark) {}

  @Override
  protected void processWatermarkStatus(WatermarkStatus status, int input) {
    // Event time goes on here while the inputs are idle, so whoever follows is never told.
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    eventClock.snapshot();
  }
}
