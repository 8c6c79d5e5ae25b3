package io.millrace.udfs.objectify.mapping;

import io.millrace.schemas.avro.LinkSaid;
import io.millrace.udfs.expression.Expression;
import io.millrace.udfs.expression.ExpressionException;
import io.millrace.udfs.format.RefusedException;
import io.millrace.udfs.mapping.FieldRule;
import io.millrace.udfs.mapping.ForEach;
import io.millrace.udfs.mapping.TimeRule;
import io.millrace.udfs.objectify.Policy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one object is made of a row or an observation, or one of each element of a list in it.
 *
 * @param type of the object
 * @param key gives its id; null for the id that the observation names
 * @param when whether there is one; null for always
 * @param observedAt gives the time of observation; null for that of the observation or load
 * @param conflicts which claim wins, by property or link type, where the document says so
 */
record ObjectRule(
    String type,
    @Nullable KeyRule key,
    @Nullable ForEach forEach,
    @Nullable Expression when,
    @Nullable TimeRule observedAt,
    List<FieldRule> properties,
    List<LinkRule> links,
    Map<String, Policy> conflicts) {

  /** A condition that cannot be evaluated does not hold. */
  static boolean holds(@Nullable Expression condition, Map<String, ?> scope) {
    try {
      return condition == null || Boolean.TRUE.equals(condition.evaluate(scope));
    } catch (ExpressionException e) {
      return false;
    }
  }

  /** The values of those that have one. */
  static Map<String, Object> values(List<FieldRule> rules, Map<String, ?> scope)
      throws RefusedException {
    Map<String, Object> values = new HashMap<>(rules.size() * 2);
    for (FieldRule rule : rules) {
      try {
        Object value = rule.apply(scope);
        if (value != null) {
          values.put(rule.name(), value);
        }
      } catch (RefusedException e) {
        if (!rule.skips()) {
          throw e;
        }
      }
    }
    return values;
  }

  List<LinkSaid> linksOf(Map<String, ?> scope) throws RefusedException {
    List<LinkSaid> made = new ArrayList<>(links.size());
    for (LinkRule rule : links) {
      LinkSaid link = rule.apply(scope);
      if (link != null) {
        made.add(link);
      }
    }
    return made;
  }
}
