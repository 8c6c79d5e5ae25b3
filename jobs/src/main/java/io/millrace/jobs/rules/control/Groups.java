package io.millrace.jobs.rules.control;

import io.millrace.udfs.expression.ExpressionException;
import io.millrace.udfs.rules.Event;
import io.millrace.udfs.rules.Key;
import io.millrace.udfs.rules.PropertyExpression;
import io.millrace.udfs.rules.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The distinct {@code by} expressions of the rules that were in force since the job started, by
 * object type. An event goes once to each of them, however many rules have it.
 */
public final class Groups {
  private final Map<String, Map<String, PropertyExpression>> byObjectType = new HashMap<>();

  public void add(Rule rule) {
    PropertyExpression by = rule.head().by();
    if (by != null) {
      byObjectType
          .computeIfAbsent(rule.head().objectType(), type -> new LinkedHashMap<>())
          .put(by.source(), by);
    }
  }

  /** Whether a key is of one of them. */
  public boolean has(Key key) {
    return byObjectType.getOrDefault(key.objectType(), Map.of()).containsKey(key.by());
  }

  /** The keys that an event has beside its object's; none where an expression has no value. */
  public List<Key> keys(Event event) {
    Map<String, PropertyExpression> groups = byObjectType.get(event.objectType());
    if (groups == null) {
      return List.of();
    }
    List<Key> keys = new ArrayList<>(groups.size());
    for (PropertyExpression by : groups.values()) {
      try {
        Object value = by.value(event);
        if (value != null) {
          keys.add(new Key(by.source(), event.objectType(), value.toString()));
        }
      } catch (ExpressionException e) {
        // It has no place among the groups, as an observation without the property has none.
      }
    }
    return keys;
  }
}
