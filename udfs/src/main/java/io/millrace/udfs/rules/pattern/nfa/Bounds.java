package io.millrace.udfs.rules.pattern.nfa;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** Keeps partial matches within their limits. */
final class Bounds {
  private final Limits limits;

  Bounds(Limits limits) {
    this.limits = limits;
  }

  <E> void keep(PartialMatches<E> matches, Found<E> found) {
    if (matches.size() <= limits.partialMatches() && matches.heldAtMost <= limits.events()) {
      matches.overflowed &= !matches.open.isEmpty();
      return;
    }
    boolean tooMany = matches.size() > limits.partialMatches();
    if (!tooMany && held(matches) <= limits.events()) {
      return;
    }
    String what =
        tooMany
            ? "more than " + limits.partialMatches() + " partial matches"
            : "more than " + limits.events() + " events held";
    if (limits.policy() == Limits.Policy.STOP) {
      stop(matches);
      found.overflowed(what + ": the rule stops for this key");
      return;
    }
    while (matches.size() > limits.partialMatches() && dropOldest(matches)) {}
    while (held(matches) > limits.events() && dropOldest(matches)) {}
    if (!matches.overflowed) {
      matches.overflowed = true;
      found.overflowed(what + ": the oldest are dropped");
    }
  }

  private static <E> void stop(PartialMatches<E> matches) {
    matches.open.clear();
    matches.complete = null;
    matches.heldAtMost = 0;
    matches.stopped = true;
  }

  /** Drops all that began with the oldest event, or a waiting match where no other is left. */
  private static <E> boolean dropOldest(PartialMatches<E> matches) {
    if (!matches.open.isEmpty()) {
      matches.open.remove(0);
      return true;
    }
    return matches.complete != null && matches.complete.poll() != null;
  }

  /** Counts the events that are held. */
  private static <E> int held(PartialMatches<E> matches) {
    Set<Step<E>> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Set<Taken<E>> events = Collections.newSetFromMap(new IdentityHashMap<>());
    matches.open.forEach(run -> count(run, seen, events));
    if (matches.complete != null) {
      matches.complete.forEach(run -> count(run, seen, events));
    }
    matches.heldAtMost = events.size();
    return events.size();
  }

  private static <E> void count(Run<E> run, Set<Step<E>> seen, Set<Taken<E>> events) {
    for (Step<E> step = run.last(); step != null && seen.add(step); step = step.previous) {
      events.add(step.taken);
    }
  }
}
