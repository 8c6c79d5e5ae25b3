package io.millrace.jobs.rules;

import io.millrace.jobs.runtime.state.KeySweep;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.OutputTag;

/**
 * An operator whose event time comes by its first input alone, and goes on with the clock where
 * that is silent.
 *
 * @param <O> what goes out
 */
@SuppressWarnings("NullAway.Init") // Flink calls initializeState before all else
abstract class EventTimeOperator<O> extends AbstractStreamOperator<O> implements KeySweep.Host {
  private static final long serialVersionUID = 1L;
  private static final String HEAP = "hashmap";
  private final RulesTiming timing;
  private transient EventClock eventClock;

  EventTimeOperator(RulesTiming timing) {
    this.timing = timing;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    eventClock = EventClock.restore(context, timing);
  }

  @Override
  public void open() throws Exception {
    super.open();
    starting(eventClock.starting(now()));
  }

  /** Event time has come so far: epoch milliseconds. Called before its timers fire. */
  abstract void timeGoesOn(long time) throws Exception;

  /** Whether the job started so lately that silence proves nothing. */
  abstract void starting(boolean now);

  /** Whether something is expected though event time has not begun. */
  abstract boolean waiting();

  /** Lets event time go on where nothing comes; to be called every second. */
  void goOn() throws Exception {
    long time = eventClock.tick(now(), waiting());
    starting(eventClock.starting(now()));
    if (time != Long.MIN_VALUE) {
      timeGoesOn(time);
      processWatermark(new Watermark(time));
    }
  }

  @Override
  public void processWatermark1(Watermark mark) throws Exception {
    if (eventClock.advance(mark.getTimestamp(), now())) {
      starting(eventClock.starting(now()));
      timeGoesOn(mark.getTimestamp());
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

  /** Whether state is kept as objects. */
  boolean onHeap() {
    return HEAP.equals(getKeyedStateBackend().getBackendTypeIdentifier());
  }

  EventClock eventClock() {
    return eventClock;
  }

  RulesTiming timing() {
    return timing;
  }

  /** The clock: epoch milliseconds. */
  long now() {
    return getProcessingTimeService().getCurrentProcessingTime();
  }

  /** Runs an action in this task at a time of the clock: epoch milliseconds. */
  void at(long time, KeySweep.Action action) {
    getProcessingTimeService().registerTimer(time, unused -> action.run());
  }

  @Override
  public void soon(KeySweep.Action action) {
    at(now(), action);
  }

  @Override
  public KeyedStateBackend<String> backend() {
    return getKeyedStateBackend();
  }

  void emit(O value) {
    output.collect(new StreamRecord<>(value));
  }

  <X> void side(OutputTag<X> tag, X value) {
    output.collect(tag, new StreamRecord<>(value));
  }
}
