package io.millrace.udfs.rules.pattern.nfa;

/** What the pattern's conditions say of the present event. */
@FunctionalInterface
public interface Facts {
  /**
   * Whether a condition holds.
   *
   * @param condition its place in the caller's list
   */
  boolean hold(int condition);
}
