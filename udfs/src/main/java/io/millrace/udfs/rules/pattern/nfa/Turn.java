package io.millrace.udfs.rules.pattern.nfa;

import io.millrace.udfs.rules.pattern.nfa.Decision.Way;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One event on its way through the partial matches. */
final class Turn<E> {
  final List<Run<E>> complete = new ArrayList<>(0);
  private final Automaton automaton;
  private final Decisions decisions;
  private final boolean[] asksPath;
  private final Incoming<E> event;
  private final PartialMatches<E> matches;
  private final @Nullable Decision[] decided;
  private @Nullable Taken<E> taken;

  Turn(
      Automaton automaton,
      Decisions decisions,
      boolean[] asksPath,
      Incoming<E> event,
      PartialMatches<E> matches) {
    this.automaton = automaton;
    this.decisions = decisions;
    this.asksPath = asksPath;
    this.event = event;
    this.matches = matches;
    this.decided = new Decision[asksPath.length];
  }

  /** Once for all partial matches of a state, where it hangs on the event alone. */
  Decision decide(State state, @Nullable Step<E> last) {
    if (asksPath[state.id]) {
      Path<E> path = new StepPath<>(last);
      return Decision.of(state, condition -> event.hold(condition, path));
    }
    Decision known = decided[state.id];
    if (known == null) {
      known = decisions.decide(state, event);
      decided[state.id] = known;
    }
    return known;
  }

  /** Moves a partial match; those that come of it and are not complete are added. */
  void move(Run<E> run, Decision decision, List<Run<E>> open) {
    if (decision.stays()) {
      open.add(run);
      return;
    }
    for (Way way : decision.ways()) {
      State target = way.edge().target();
      if (way.edge().action() == Edge.Action.TAKE) {
        take(way, run, decision.stops(), open);
      } else if (target == run.state()) {
        add(run, decision.stops(), open);
      } else {
        add(new Run<>(target, run.last(), run.first()), decision.stops(), open);
      }
    }
  }

  /** Begins matches with the event. */
  void begin() {
    Decision decision = decide(automaton.start(), null);
    List<Run<E>> begun = new ArrayList<>(decision.ways().size());
    for (Way way : decision.ways()) {
      if (way.edge().action() == Edge.Action.TAKE) {
        take(way, null, decision.stops(), begun);
      }
    }
    begun.forEach(run -> PartialMatches.insert(matches.open, run));
  }

  private void take(Way way, @Nullable Run<E> run, boolean stops, List<Run<E>> open) {
    State target = way.edge().target();
    if (target.is(State.Kind.STOP)) {
      return;
    }
    Taken<E> now = taken();
    Step<E> step = new Step<>(way.edge().source().stage, now, run == null ? null : run.last());
    Taken<E> first = run == null ? now : run.first();
    add(new Run<>(target, step, first), stops, open);
    if (way.completes()) {
      complete.add(new Run<>(target, step, first));
    }
  }

  private void add(Run<E> run, boolean stops, List<Run<E>> open) {
    if (run.state().is(State.Kind.FINAL)) {
      complete.add(run);
    } else if (!stops) {
      open.add(run);
    }
  }

  private Taken<E> taken() {
    if (taken == null) {
      taken = new Taken<>(event.keep(), event.timestamp(), matches.taken++);
      matches.heldAtMost++;
    }
    return taken;
  }
}
