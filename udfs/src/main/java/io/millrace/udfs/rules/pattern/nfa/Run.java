package io.millrace.udfs.rules.pattern.nfa;

/**
 * A partial match, or one that is complete.
 *
 * @param first the event that it began with
 */
record Run<E>(State state, Step<E> last, Taken<E> first) implements Comparable<Run<E>> {
  /** When it is too late for another event; {@link Long#MAX_VALUE} for never. */
  long due(long within) {
    long due = within > 0 ? plus(first.timestamp(), within) : Long.MAX_VALUE;
    long previous = state.withinPrevious;
    return previous > 0 ? Math.min(due, plus(last.taken.timestamp(), previous)) : due;
  }

  Run<E> in(Automaton automaton) {
    return new Run<>(automaton.state(state.id), last, first);
  }

  /** When its time was over, as it is reported: the time since the event before counts first. */
  long timedOutAt(long now, long within) {
    long previous = state.withinPrevious;
    long since = previous > 0 ? plus(last.taken.timestamp(), previous) : Long.MAX_VALUE;
    return since <= now ? since : plus(first.timestamp(), within);
  }

  private static long plus(long time, long span) {
    long sum = time + span;
    return sum < time ? Long.MAX_VALUE : sum;
  }

  /** By their first events. */
  @Override
  public int compareTo(Run<E> other) {
    return first.compareTo(other.first);
  }
}
