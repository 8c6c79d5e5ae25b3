package io.millrace.udfs.rules;

/**
 * Under which ids rules come by the control topic: a rule under its own, the version of it that
 * runs on trial under that with a suffix. No id of a rule has a tilde.
 */
public final class RuleSlots {
  /** Follows the id of a rule whose version on trial is meant. */
  public static final String SHADOW = "~shadow";

  private RuleSlots() {}

  /** Whether this is the place of a version on trial. */
  public static boolean shadow(String slot) {
    return slot.endsWith(SHADOW);
  }

  /** The rule whose place this is. */
  public static String ruleId(String slot) {
    return shadow(slot) ? slot.substring(0, slot.length() - SHADOW.length()) : slot;
  }
}
