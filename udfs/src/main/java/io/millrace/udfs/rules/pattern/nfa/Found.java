package io.millrace.udfs.rules.pattern.nfa;

import java.util.List;
import java.util.Map;

/**
 * What comes of it.
 *
 * @param <E> what is kept of an event
 */
public interface Found<E> {
  /**
   * A match is complete.
   *
   * @param stages its events by stage
   * @param at when: the time of the event that completed it, or the time that had to pass
   */
  void matched(Map<String, List<E>> stages, long at);

  /**
   * The time of a partial match is over.
   *
   * @param at when it was, epoch milliseconds
   */
  void timedOut(Map<String, List<E>> stages, long at);

  /** A match was found and dropped, for what it asks to be skipped cannot be. */
  void failed(String reason);

  /**
   * There was more to remember than the limits allow.
   *
   * @param reason what is dropped, for people
   */
  void overflowed(String reason);
}
