package io.millrace.udfs.rules;

/**
 * What the conditions of one rule say of the present event. Each distinct condition is evaluated at
 * most once for an event, however many rules have it.
 */
@FunctionalInterface
public interface Truths {
  /**
   * What the condition says.
   *
   * @param condition its place in {@link Rule#conditions()}
   */
  Truth of(int condition);

  default boolean holds(int condition) {
    return of(condition) == Truth.TRUE;
  }
}
