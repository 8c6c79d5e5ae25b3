package io.millrace.udfs.rules.composite;

import io.millrace.schemas.avro.AlertState;
import io.millrace.udfs.expression.ExpressionException;
import io.millrace.udfs.rules.AlertChange;
import io.millrace.udfs.rules.Carry;
import io.millrace.udfs.rules.Context;
import io.millrace.udfs.rules.Event;
import io.millrace.udfs.rules.Key;
import io.millrace.udfs.rules.OpenAlert;
import io.millrace.udfs.rules.Rule;
import io.millrace.udfs.rules.RuleHead;
import io.millrace.udfs.rules.RuleProcess;
import io.millrace.udfs.rules.StoredEvent;
import io.millrace.udfs.rules.Truths;
import io.millrace.udfs.rules.Why;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Opens an alert while a condition over the open alerts of other rules holds. */
final class CompositeProcess implements RuleProcess<Together> {
  private final CompositeSpec spec;
  private final Map<String, String> thresholds;

  CompositeProcess(CompositeSpec spec) {
    this.spec = spec;
    this.thresholds = Map.of("when", spec.source());
  }

  /** Ids of the rules that it listens to. */
  Set<String> inputs() {
    return spec.inputs().stream().map(Input::rule).collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public @Nullable Together onEvent(
      @Nullable Together known, Event event, Truths truths, Context context) {
    if (!(event instanceof AlertEvent alert)
        || context.draining() && (known == null || known.open() == null)) {
      return context.draining() ? null : known;
    }
    Together state = known == null ? new Together() : known;
    // Whatever the watermark, so that its pace makes no difference.
    pass(state, alert.timestamp() - 1, context);
    for (int i = 0; i < spec.inputs().size(); i++) {
      Input input = spec.inputs().get(i);
      if (truths.holds(input.listens())) {
        boolean counts = input.filter() < 0 || truths.holds(input.filter());
        take(state, i, alert, counts && !alert.cleared(), context);
      }
    }
    decide(state, alert.timestamp(), context);
    state.alerts().removeIf(live -> live.until() <= alert.timestamp());
    decide(state, alert.timestamp(), context);
    return state.isEmpty() ? null : state;
  }

  private void take(Together state, int input, AlertEvent event, boolean counts, Context context) {
    Live known = state.find(input, event.id());
    if (known != null && known.seq() >= event.alert().getSeq()) {
      return;
    }
    if (known != null) {
      state.alerts().remove(known);
    }
    if (!counts || known == null && !fits(state, context)) {
      return;
    }
    long openedAt = event.alert().getOpenedAt().toEpochMilli();
    long lasts = spec.within() == Long.MAX_VALUE ? 0 : spec.within();
    state
        .alerts()
        .add(
            new Live(
                input,
                event.alert().getSeq(),
                event.alert().getKey(),
                openedAt,
                event.momentary() ? openedAt + lasts : Together.NEVER,
                context.kept(event)));
  }

  private boolean fits(Together state, Context context) {
    if (state.alerts().size() < spec.limit()) {
      return true;
    }
    if (spec.stop()) {
      context.fail("more than " + spec.limit() + " alerts are remembered for this key");
      return false;
    }
    state.alerts().remove(0);
    return true;
  }

  /** Whether the condition holds now, and what follows. */
  private void decide(Together state, long now, Context context) {
    boolean held = state.since() != Together.NEVER;
    long from = held || spec.within() == Long.MAX_VALUE ? Long.MIN_VALUE : now - spec.within();
    Counts counts = Counts.of(spec, state, from);
    boolean holds;
    try {
      holds = counts.meet(spec);
    } catch (ExpressionException e) {
      context.fail(String.valueOf(e.getMessage()));
      holds = false;
    }
    if (!holds) {
      state.since(Together.NEVER);
      state.told(false);
      clear(state, now, "the condition over alerts no longer holds", counts, context);
    } else {
      state.since(held ? state.since() : now);
      if (now >= state.since() + spec.hold()) {
        open(state, counts, context);
      }
    }
  }

  private void open(Together state, Counts counts, Context context) {
    boolean tells = !state.told() && !context.draining();
    state.told(true);
    if (!tells) {
      return;
    }
    List<Event> causes = state.causes(spec.inputs());
    Why why = why(causes, counts);
    OpenAlert alert = alert(state, causes, counts, context);
    AlertChange change =
        alert.change(context, AlertState.OPEN, "the condition over alerts holds", why);
    if (context.rule().mode() == RuleHead.Mode.EACH) {
      context.emit(change.asFinal());
    } else {
      context.emit(change);
      state.open(alert);
    }
  }

  private OpenAlert alert(Together state, List<Event> causes, Counts counts, Context context) {
    RuleHead rule = context.rule();
    long openedAt = state.since() + spec.hold();
    List<StoredEvent> kept =
        causes.stream().map(event -> StoredEvent.of(event, rule.reads())).toList();
    String message =
        kept.isEmpty()
            ? rule.message().template()
            : rule.message().text(kept.get(0), context.key(), counts.aggregates());
    String opener = (kept.isEmpty() ? "" : kept.get(kept.size() - 1).id()) + "/" + openedAt;
    return new OpenAlert(opener, 1, rule.severity(), null, message, openedAt, kept);
  }

  private void clear(Together state, long now, String reason, Counts counts, Context context) {
    OpenAlert open = state.open();
    if (open != null) {
      Why why = why(List.<Event>copyOf(open.causes()), counts);
      context.emit(open.cleared(context, now, reason, why));
      state.open(null);
    }
  }

  private Why why(List<Event> causes, Counts counts) {
    return Why.of(causes, thresholds).withAggregates(counts.aggregates(), null);
  }

  @Override
  public @Nullable Together onTime(Together state, long now, Context context) {
    pass(state, now, context);
    return state.isEmpty() || context.draining() && state.open() == null ? null : state;
  }

  /** What happens by the passing of time, in order. */
  private void pass(Together state, long until, Context context) {
    for (long due = nextTimer(state); due <= until; due = nextTimer(state)) {
      long at = due;
      state.alerts().removeIf(live -> live.until() <= at);
      decide(state, at, context);
    }
  }

  @Override
  public long nextTimer(Together state) {
    long until = state.nextUntil();
    return state.since() == Together.NEVER || state.told()
        ? until
        : Math.min(until, state.since() + spec.hold());
  }

  @Override
  public void end(Together state, long at, String reason, Context context) {
    clear(state, at, reason, Counts.of(spec, state, Long.MIN_VALUE), context);
  }

  @Override
  public long reach() {
    return spec.hold() + (spec.within() == Long.MAX_VALUE ? 0 : spec.within());
  }

  @Override
  public Carry carries(Rule old) {
    if (!(old.process() instanceof CompositeProcess composite)) {
      return new Carry.Refused("it was of kind " + old.head().kind());
    }
    List<String> before = new ArrayList<>(composite.names());
    return before.equals(names())
        ? new Carry.Allowed()
        : new Carry.Refused("it listened to other alerts");
  }

  private List<String> names() {
    return spec.inputs().stream().map(i -> i.name() + "=" + i.rule()).toList();
  }

  @Override
  public @Nullable Together carry(Object state, Rule old, Context context) {
    return (Together) state;
  }

  @Override
  public void write(Together state, Key key, DataOutput out) throws IOException {
    state.write(key, out);
  }

  @Override
  public Together read(Key key, DataInput in) throws IOException {
    return Together.read(key, in);
  }
}
