package io.millrace.udfs.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rules in force, found by the type of the object that was observed. */
public final class RuleSet {
  private final Map<String, List<ThresholdRule>> byObjectType = new HashMap<>();

  public RuleSet(Collection<ThresholdRule> rules) {
    for (ThresholdRule rule : rules) {
      byObjectType.computeIfAbsent(rule.objectType(), t -> new ArrayList<>()).add(rule);
    }
  }

  /** Those that may concern an object of this type, by id. */
  public List<ThresholdRule> of(String objectType) {
    return byObjectType.getOrDefault(objectType, List.of());
  }
}
