package io.millrace.udfs.rules.threshold;

import org.jspecify.annotations.Nullable;

/**
 * A level of severity; a rule without levels has one.
 *
 * @param name null for a rule without levels
 * @param condition place of the condition among the rule's
 * @param hold how long it must hold: milliseconds of event time
 * @param clear place of the condition that ends it; {@link #NEGATION} for that it no longer holds
 * @param clearHold how long that must hold
 */
record Level(
    @Nullable String name, String severity, int condition, long hold, int clear, long clearHold) {
  static final int NEGATION = -1;
}
