package io.millrace.udfs.rules;

import java.util.stream.IntStream;

/**
 * Which events a rule must see. The engine's cost follows from it: a rule that is not woken costs
 * nothing.
 *
 * @param idle conditions (places in {@link Rule#conditions()}) of which one must hold where the
 *     rule remembers nothing of the key
 * @param idleAll whether all events wake it there
 * @param busy the same where it remembers something
 * @param busyAll whether all events wake it there
 */
public record Wakes(int[] idle, boolean idleAll, int[] busy, boolean busyAll) {

  /** Idle, one condition; with state, all events. */
  public static Wakes on(int condition) {
    return new Wakes(new int[] {condition}, false, new int[0], true);
  }

  /** Any of the first conditions, with state or without. */
  public static Wakes onAnyOf(int conditions) {
    int[] all = IntStream.range(0, conditions).toArray();
    return new Wakes(all, false, all, false);
  }

  /** All events of the object type. */
  public static Wakes always() {
    return new Wakes(new int[0], true, new int[0], true);
  }
}
