package io.millrace.udfs.rules.pattern.nfa;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds matches of a pattern in the events of one key. Holds nothing that changes but what it has
 * learnt of its own pattern: partial matches go in, are changed in place, and hold all that is
 * remembered.
 *
 * @param <E> what is kept of an event
 */
public final class Matcher<E> {
  private final Automaton automaton;
  private final long within;
  private final boolean timeouts;
  private final Skipping skipping;
  private final Bounds bounds;
  private final boolean[] asksPath;
  private final Decisions decisions;
  private final boolean boundsPrevious;

  /**
   * @param timeouts whether partial matches whose time is over are reported
   * @param asksPath conditions that also ask for what a partial match has taken
   */
  public Matcher(
      Pattern pattern,
      Automaton automaton,
      boolean timeouts,
      IntPredicate asksPath,
      Limits limits) {
    this.automaton = automaton;
    this.within = pattern.within();
    this.timeouts = timeouts;
    this.skipping = new Skipping(pattern.skip());
    this.bounds = new Bounds(limits);
    this.decisions = new Decisions(automaton.size());
    this.asksPath = new boolean[automaton.size()];
    for (int i = 0; i < automaton.size(); i++) {
      this.asksPath[i] = automaton.reads(automaton.state(i), asksPath);
    }
    this.boundsPrevious = automaton.boundsPrevious();
  }

  /** When {@link #advance} has something to do next; {@link Long#MAX_VALUE} for never. */
  public long due(PartialMatches<E> matches) {
    List<Run<E>> open = matches.open;
    if (open.isEmpty() || within == 0 && !boundsPrevious) {
      return Long.MAX_VALUE;
    }
    if (!boundsPrevious) {
      return open.get(0).due(within);
    }
    long due = Long.MAX_VALUE;
    for (Run<E> run : open) {
      due = Math.min(due, run.due(within));
    }
    return due;
  }

  /**
   * Time has come to here: partial matches whose time is over end, all at once.
   *
   * @param now epoch milliseconds
   */
  public void advance(PartialMatches<E> matches, long now, Found<E> found) {
    if (due(matches) > now) {
      return;
    }
    List<Run<E>> over = new ArrayList<>();
    List<Run<E>> left = new ArrayList<>(matches.open.size());
    for (Run<E> run : matches.open) {
      if (run.due(within) > now) {
        left.add(run);
      } else if (run.state().is(State.Kind.PENDING)) {
        over.add(run);
      } else if (timeouts) {
        found.timedOut(Stages.of(run), run.timedOutAt(now, within));
      }
    }
    matches.open = left;
    settle(matches, over, now, found);
  }

  /**
   * Time has come to here, moment by moment: what comes of it does not hang on how often this is
   * called.
   *
   * @param now epoch milliseconds
   */
  public void pass(PartialMatches<E> matches, long now, Found<E> found) {
    for (long due = due(matches); due <= now; due = due(matches)) {
      advance(matches, due, found);
    }
  }

  /**
   * Matches an event. Time must have been advanced to it.
   *
   * @param begins whether new matches may begin with it
   */
  public void process(
      PartialMatches<E> matches, Incoming<E> event, boolean begins, Found<E> found) {
    if (matches.stopped) {
      return;
    }
    Turn<E> turn = new Turn<>(automaton, decisions, asksPath, event, matches);
    List<Run<E>> before = matches.open;
    List<Run<E>> after = null;
    for (int i = 0; i < before.size(); i++) {
      Run<E> run = before.get(i);
      Decision decision = turn.decide(run.state(), run.last());
      if (!decision.stays() && after == null) {
        after = new ArrayList<>(before.subList(0, i));
      }
      if (after != null) {
        turn.move(run, decision, after);
      }
    }
    matches.open = after == null ? before : after;
    if (begins) {
      turn.begin();
    }
    settle(matches, turn.complete, event.timestamp(), found);
    bounds.keep(matches, found);
  }

  /** Reports what is complete, unless an earlier partial match may still rule it out. */
  private void settle(PartialMatches<E> matches, List<Run<E>> complete, long at, Found<E> found) {
    if (!skipping.waits()) {
      complete.forEach(match -> found.matched(Stages.of(match), at));
      return;
    }
    if (complete.isEmpty() && matches.complete == null) {
      return;
    }
    PriorityQueue<Run<E>> waiting = matches.complete();
    // Through a heap of their own, one by one, as Flink does: it decides between equals.
    PriorityQueue<Run<E>> added = new PriorityQueue<>();
    complete.forEach(added::add);
    added.forEach(waiting::add);
    Run<E> match;
    while ((match = waiting.peek()) != null && !waitsFor(match, matches.open)) {
      waiting.poll();
      report(match, matches, at, found);
    }
    if (waiting.isEmpty()) {
      matches.complete = null;
    }
  }

  private boolean waitsFor(Run<E> match, List<Run<E>> open) {
    return !open.isEmpty() && match.compareTo(open.get(0)) > 0;
  }

  private void report(Run<E> match, PartialMatches<E> matches, long at, Found<E> found) {
    @Nullable String failure = skipping.failure(match);
    if (failure != null) {
      found.failed(failure);
      return;
    }
    skipping.prune(matches.open, match);
    skipping.prune(matches.complete(), match);
    found.matched(Stages.of(match), at);
  }
}
