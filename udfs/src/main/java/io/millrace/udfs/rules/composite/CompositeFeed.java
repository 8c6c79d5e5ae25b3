package io.millrace.udfs.rules.composite;

import io.millrace.schemas.avro.Alert;
import io.millrace.udfs.rules.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which alerts go on to composite rules. A host keeps one beside the engine that runs them: each
 * alert of the other rules gives the events to judge.
 */
public final class CompositeFeed {
  /** By the composite's slot: the rules that it listens to and its object type. */
  private final Map<String, Rule> composites = new TreeMap<>();

  private Map<String, Set<String>> typesByRule = Map.of();

  /** Takes a version of a rule; one that is no composite changes nothing. */
  public void put(Rule rule) {
    if (rule.process() instanceof CompositeProcess) {
      composites.put(rule.head().slot(), rule);
      index();
    }
  }

  /** Takes a rule out of force. */
  public void remove(String slot) {
    if (composites.remove(slot) != null) {
      index();
    }
  }

  /** Whether any composite listens to a rule. */
  public boolean listens(String ruleId) {
    return typesByRule.containsKey(ruleId);
  }

  /**
   * The events that an alert's change gives; none for shadows.
   *
   * @param receivedAt of the event that made the change, or of its timer: epoch milliseconds
   */
  public List<AlertEvent> events(Alert alert, long receivedAt) {
    List<AlertEvent> events = new ArrayList<>(1);
    if (!alert.getShadow()) {
      for (String type : typesByRule.getOrDefault(alert.getRuleId(), Set.of())) {
        events.add(AlertEvent.of(alert, type, receivedAt));
      }
    }
    return events;
  }

  private void index() {
    Map<String, Set<String>> types = new TreeMap<>();
    for (Rule rule : composites.values()) {
      for (String input : Composites.inputs(rule)) {
        types.computeIfAbsent(input, i -> new TreeSet<>()).add(rule.head().objectType());
      }
    }
    typesByRule = types;
  }
}
