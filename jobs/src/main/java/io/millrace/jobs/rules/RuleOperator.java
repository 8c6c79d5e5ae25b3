package io.millrace.jobs.rules;

import io.millrace.jobs.rules.cep.FlinkCepProcess;
import io.millrace.jobs.rules.control.ReceptionProgress;
import io.millrace.jobs.rules.control.RuleControl;
import io.millrace.jobs.rules.control.VersionState;
import io.millrace.jobs.rules.memory.KeyMemories;
import io.millrace.jobs.rules.memory.KeyMemory;
import io.millrace.jobs.runtime.SerializableClock;
import io.millrace.jobs.runtime.definition.DefinitionSnapshot;
import io.millrace.jobs.runtime.state.KeySweep;
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
import java.util.Set;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * The host of the rule engine in Flink: keeps what rules remember of a key, fires their timers, and
 * takes their changes from the control stream. An operator of its own and no function, for event
 * time must go on where all devices are silent, and changes take effect at times of their own.
 *
 * @param <I> what comes in, keyed
 */
@SuppressWarnings("NullAway.Init") // Flink calls initializeState and open before all else
abstract class RuleOperator<I> extends EventTimeOperator<Alert>
    implements TwoInputStreamOperator<I, Steering, Alert>, Triggerable<String, VoidNamespace> {
  private static final long serialVersionUID = 1L;

  private static final String TIMERS = "rule-timers";

  private final Stage of;
  private final DefinitionSnapshot snapshot;
  private final SerializableClock clock;

  private transient RuleEngine engine;
  private transient RuleControl control;
  private transient ControlDesk desk;
  private transient CatalogueDesk catalogue;
  private transient KeySweep keySweep;
  private transient Removals removals;
  private transient ColdKeys coldKeys;
  private transient RuleOutput alerts;
  private transient ReceptionProgress progress;
  private transient KeyMemories memories;
  private transient InternalTimerService<VoidNamespace> timers;
  private transient RulesMetrics metrics;

  /**
   * @param of which rules are judged here
   * @param snapshot every record that stands in the control topic, in its order
   */
  RuleOperator(Stage of, DefinitionSnapshot snapshot, RulesTiming timing, SerializableClock clock) {
    super(timing);
    this.of = of;
    this.snapshot = snapshot;
    this.clock = clock;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    engine = new RuleEngine();
    // Which mapping feeds a rule is not known here; the service has checked its types.
    SlotCompiler rules = new SlotCompiler(new RuleCompiler(PropertyTypes.unknown()));
    VersionState versions =
        new VersionState(context.getOperatorStateStore().getBroadcastState(VersionState.VERSIONS));
    Set<String> restored = versions.names();
    control =
        new RuleControl(
            definition -> FlinkCepProcess.of(rules.compile(definition)),
            engine,
            rule -> Stage.of(rule) == of,
            versions);
    control.prime(snapshot.read(), clock.instant().toEpochMilli());
    progress = ReceptionProgress.restore(context.getOperatorStateStore());
    keySweep = new KeySweep(this);
    removals = new Removals(this, progress);
    catalogue = new CatalogueDesk(this, control, restored, context);
  }

  @Override
  public void open() throws Exception {
    super.open();
    timers = getInternalTimerService(TIMERS, VoidNamespaceSerializer.INSTANCE, this);
    memories =
        new KeyMemories(
            getRuntimeContext().getState(KeyMemories.MEMORY), timers, onHeap(), first());
    metrics = new RulesMetrics(getMetricGroup(), () -> control.rules().size());
    alerts = new RuleOutput(this, metrics, clock, timing().failureInterval());
    coldKeys = new ColdKeys(this, engine, memories, alerts, keySweep);
    desk = new ControlDesk(this, control, progress, removals, alerts, metrics, clock);
    desk.open();
  }

  @Override
  public void processElement2(StreamRecord<Steering> element) throws Exception {
    Steering steering = element.getValue();
    if (steering.rule() != null) {
      desk.receive(steering.rule());
    } else if (steering.expected() != null) {
      setCurrentKey(steering.key());
      catalogue.receive(steering.expected());
    }
  }

  /**
   * Judges an event by the rules of the present key.
   *
   * @param observation that the event is of, null where it is of none
   * @return whether it was not judged before
   */
  boolean judge(Event event, Key key, @Nullable Observation observation) throws Exception {
    KeyMemory known = memories.read();
    KeyMemory memory = known == null ? KeyMemory.empty() : known;
    if (first() && observation != null && !memory.advance(observation)) {
      metrics.replayed();
      return false;
    }
    eventClock().busy();
    removals.judging(event.receivedAt());
    progress.note(
        observation == null ? 0 : observation.getOrigin().getPartition(), event.receivedAt());
    KeyState rules = memory.rules(key);
    long before = rules.nextTimer();
    engine.onEvent(rules, event, alerts.on(observation));
    memories.keep(known, memory, before);
    return true;
  }

  @Override
  public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    KeyMemory memory = memories.read();
    if (memory == null) {
      return;
    }
    KeyState rules = memory.rules(StateKeys.key(timer.getKey()));
    if (rules.nextTimer() <= timer.getTimestamp()) {
      engine.onTime(rules, timer.getTimestamp(), alerts.on(null));
      memories.keep(memory, memory, Long.MAX_VALUE);
    }
  }

  @Override
  public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
    throw new IllegalStateException("No timer of this kind is ever set");
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
      control.forgetBefore(common - timing().versionRetention().toMillis(), swept);
    }
  }

  Stage of() {
    return of;
  }

  CatalogueDesk catalogue() {
    return catalogue;
  }

  /** What is done with keys though no event of theirs came. */
  ColdKeys coldKeys() {
    return coldKeys;
  }

  /** Whether observations come here first: replays are found out there. */
  private boolean first() {
    return of == Stage.OBJECTS;
  }

  /** The present event time: epoch milliseconds. */
  long watermark() {
    return timers.currentWatermark();
  }

  @Override
  void timeGoesOn(long time) throws Exception {
    engine.advance(time);
    catalogue.timeGoesOn();
  }

  @Override
  boolean waiting() {
    return catalogue.waiting();
  }

  @Override
  void goOn() throws Exception {
    super.goOn();
    catalogue.tick();
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpoint) {
    // What failed before a checkpoint is not judged again after it.
    desk.stop();
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    catalogue.snapshot();
    progress.snapshot();
  }

  @Override
  public void close() throws Exception {
    if (keySweep != null) {
      keySweep.close();
    }
    super.close();
  }

  @Override
  void starting(boolean now) {
    engine.starting(now);
  }
}
