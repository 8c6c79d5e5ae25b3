package io.millrace.udfs.rules.pattern.nfa;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one key: matches that have begun, by their first event, and complete ones
 * that wait because an earlier one may still rule them out.
 *
 * @param <E> what is kept of an event
 */
public final class PartialMatches<E> {
  List<Run<E>> open = new ArrayList<>(2);

  /** Ties are broken as the heap does it: which of two matches rules out the other hangs on it. */
  @Nullable PriorityQueue<Run<E>> complete;

  long taken;

  /** At least as many events as are held; exact when it was last counted. */
  int heldAtMost;

  /** The limits were met, and it was said. */
  boolean overflowed;

  /** By the limits nothing more is matched. */
  boolean stopped;

  public boolean isEmpty() {
    return !stopped && open.isEmpty() && (complete == null || complete.isEmpty());
  }

  /** How many matches are partial or wait. */
  public int size() {
    return open.size() + (complete == null ? 0 : complete.size());
  }

  PriorityQueue<Run<E>> complete() {
    if (complete == null) {
      complete = new PriorityQueue<>();
    }
    return complete;
  }

  /** The same for an automaton with the same states, but other conditions; starts a stopped one. */
  public PartialMatches<E> resumed(Automaton automaton) {
    PartialMatches<E> resumed = new PartialMatches<>();
    open.forEach(run -> resumed.open.add(run.in(automaton)));
    if (complete != null) {
      complete.forEach(run -> resumed.complete().add(run.in(automaton)));
    }
    resumed.taken = taken;
    resumed.heldAtMost = heldAtMost;
    return resumed;
  }

  /** Adds one that began with this event, after all that began no later. */
  static <E> void insert(List<Run<E>> runs, Run<E> run) {
    int at = runs.size();
    while (at > 0 && runs.get(at - 1).compareTo(run) > 0) {
      at--;
    }
    runs.add(at, run);
  }
}
