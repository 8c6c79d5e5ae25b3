package io.millrace.udfs.rules;

import io.millrace.udfs.rules.index.IndexedCondition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A call of a rule's process: one object for all calls, which come one after the other. */
@SuppressWarnings("NullAway.Init") // begin() comes before all else
final class EngineCall implements Context, Truths {
  private final List<ActiveRule> toStop = new ArrayList<>();
  private ActiveRule rule;
  private Key key;
  private Output output;
  private @Nullable Event event;

  /** The event that was kept last, as rules that read these properties keep it. */
  private @Nullable Event kept;

  private Set<String> keptOf = Set.of();
  private @Nullable StoredEvent stored;
  private boolean draining;

  private long watermark = Long.MIN_VALUE;
  private boolean starting;

  /** Counts events: what has this number has been done for the present one. */
  private long number;

  /** Turns to the next event. */
  long nextEvent() {
    kept = null;
    stored = null;
    return ++number;
  }

  long number() {
    return number;
  }

  void begin(ActiveRule judging, Key of, @Nullable Event judged, Output to, boolean lettingFinish) {
    rule = judging;
    key = of;
    event = judged;
    output = to;
    draining = lettingFinish;
  }

  /** Ends what a rule began, and frees it. */
  void end(KeyState state, StateEntry entry, ActiveRule of, long at, String reason, Output to) {
    state.remove(entry);
    begin(of, state.key(), null, to, true);
    try {
      of.process().end(entry.state(of, state.key()), at, reason, this);
    } catch (IOException | RuntimeException e) {
      fail("What it began could not be ended: " + e);
    }
  }

  /** Stops the rules that failed and are to be stopped for it. */
  void stopFailed() {
    if (!toStop.isEmpty()) {
      toStop.forEach(ActiveRule::stop);
      toStop.clear();
    }
  }

  @Override
  public Truth of(int place) {
    IndexedCondition<ActiveRule.Wake> condition = rule.condition(place);
    Truth truth = rule.group().index().truth(condition);
    if (truth == Truth.UNKNOWN && condition.failure() != null && rule.failOnce(number)) {
      fail(condition.failure());
    }
    return truth;
  }

  @Override
  public RuleHead rule() {
    return rule.head();
  }

  @Override
  public Key key() {
    return key;
  }

  @Override
  public boolean draining() {
    return draining;
  }

  void advance(long to) {
    watermark = Math.max(watermark, to);
  }

  void starting(boolean now) {
    starting = now;
  }

  @Override
  public long watermark() {
    return watermark;
  }

  @Override
  public boolean starting() {
    return starting;
  }

  @Override
  public StoredEvent kept(Event judged) {
    Set<String> reads = rule.head().reads();
    StoredEvent known = stored;
    if (known == null || kept != judged || !keptOf.equals(reads)) {
      known = StoredEvent.of(judged, reads);
      kept = judged;
      keptOf = reads;
      stored = known;
    }
    return known;
  }

  @Override
  public void emit(AlertChange change) {
    output.alert(change);
  }

  @Override
  public void fail(String reason) {
    boolean stops = rule.head().onError() == RuleHead.OnError.STOP;
    if (stops && !toStop.contains(rule)) {
      toStop.add(rule);
    }
    output.failed(new Output.Failure(rule.head(), key, event, reason, stops));
  }
}
