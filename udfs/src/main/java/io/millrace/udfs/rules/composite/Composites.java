package io.millrace.udfs.rules.composite;

import io.millrace.udfs.rules.Rule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How composite rules hang together. */
public final class Composites {
  private Composites() {}

  /** Ids of the rules whose alerts a rule listens to; none for other kinds. */
  public static Set<String> inputs(Rule rule) {
    return rule.process() instanceof CompositeProcess composite ? composite.inputs() : Set.of();
  }

  /**
   * Why a rule cannot be saved beside the others, if so: it would listen to itself by some way, or
   * to composites more deeply than hosts evaluate.
   *
   * @param others rules in force; one with the candidate's id is replaced by it
   * @param steps how many composites may follow one another; a host that evaluates them once after
   *     all other rules has one
   */
  public static Optional<String> refusal(Rule candidate, Collection<Rule> others, int steps) {
    Map<String, Set<String>> inputs = new HashMap<>();
    others.forEach(rule -> inputs.put(rule.id(), inputs(rule)));
    inputs.put(candidate.id(), inputs(candidate));
    for (String id : inputs.keySet().stream().sorted().toList()) {
      List<String> way = longest(id, inputs, new ArrayList<>());
      boolean concerns = way.contains(candidate.id());
      if (concerns && cyclic(way)) {
        return Optional.of("It would listen to itself: " + String.join(" → ", way));
      }
      if (concerns && way.size() - 1 > steps) {
        return Optional.of(
            "Composites may follow one another " + steps + " deep: " + String.join(" → ", way));
      }
    }
    return Optional.empty();
  }

  /** The longest way from a rule to what it listens to; one that comes back ends there. */
  private static List<String> longest(
      String id, Map<String, Set<String>> inputs, List<String> before) {
    List<String> way = new ArrayList<>(before);
    way.add(id);
    if (before.contains(id)) {
      return way;
    }
    List<String> longest = way;
    for (String input : inputs.getOrDefault(id, Set.of())) {
      List<String> through = longest(input, inputs, way);
      if (cyclic(through)) {
        return through;
      }
      longest = through.size() > longest.size() ? through : longest;
    }
    return longest;
  }

  private static boolean cyclic(List<String> way) {
    return way.indexOf(way.get(way.size() - 1)) < way.size() - 1;
  }
}
