package io.millrace.udfs.rules.pattern.nfa;

/**
 * The event to be matched.
 *
 * @param <E> what is kept of an event
 */
public interface Incoming<E> extends Facts {
  /** Epoch milliseconds. */
  long timestamp();

  /** Whether a condition holds that asks for nothing but the event. */
  @Override
  boolean hold(int condition);

  /** Whether a condition holds that also asks for what a partial match has taken. */
  boolean hold(int condition, Path<E> path);

  /** What to keep of it; asked at most once. */
  E keep();
}
