package io.millrace.udfs.rules.pattern.nfa;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stage of a pattern: a condition, or a group of stages.
 *
 * @param where the condition's place in the caller's list; {@link #NONE} for any event, and for a
 *     group
 * @param until condition that ends a loop, or {@link #NONE}
 * @param quantifier null for exactly once
 * @param withinPrevious greatest time since the event before, in milliseconds, 0 for any
 * @param group stages of a group, empty for a single stage
 */
public record Stage(
    String name,
    Contiguity contiguity,
    int where,
    int until,
    @Nullable Quantifier quantifier,
    boolean optional,
    boolean greedy,
    long withinPrevious,
    List<Stage> group) {
  public static final int NONE = -1;

  /** One event for which the condition holds. */
  public static Stage of(String name, Contiguity contiguity, int where) {
    return new Stage(name, contiguity, where, NONE, null, false, false, 0, List.of());
  }

  /** Stages as one. */
  public static Stage groupOf(String name, Contiguity contiguity, List<Stage> stages) {
    return new Stage(name, contiguity, NONE, NONE, null, false, false, 0, List.copyOf(stages));
  }

  public boolean isGroup() {
    return !group.isEmpty();
  }
}
