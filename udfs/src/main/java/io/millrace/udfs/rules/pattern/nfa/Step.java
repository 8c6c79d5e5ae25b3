package io.millrace.udfs.rules.pattern.nfa;

import org.jspecify.annotations.Nullable;

/**
 * The last of the events that a partial match took, and through it the ones before. Partial matches
 * that branched off each other share the steps before the branch.
 */
final class Step<E> {
  final String stage;
  final Taken<E> taken;
  final @Nullable Step<E> previous;

  Step(String stage, Taken<E> taken, @Nullable Step<E> previous) {
    this.stage = stage;
    this.taken = taken;
    this.previous = previous;
  }
}
