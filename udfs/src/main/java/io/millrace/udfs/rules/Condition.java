package io.millrace.udfs.rules;

import io.millrace.schemas.avro.GeoPoint;
import io.millrace.udfs.expression.Expression;
import io.millrace.udfs.expression.ExpressionException;
import java.util.HashMap;
import java.util.Map;

/** A yes-or-no expression over the properties of an observation. */
record Condition(Expression expression) {

  /** Whether an observation has every property that this reads. */
  boolean applies(Map<String, Object> properties) {
    for (String name : expression.variables()) {
      if (properties.get(name) == null) {
        return false;
      }
    }
    return true;
  }

  boolean holds(Map<String, Object> properties) throws ExpressionException {
    return expression.test(plain(properties));
  }

  /** Expressions see a geo point as a map. */
  private Map<String, Object> plain(Map<String, Object> properties) {
    Map<String, Object> plain = properties;
    for (String name : expression.variables()) {
      if (properties.get(name) instanceof GeoPoint point) {
        plain = plain == properties ? new HashMap<>(properties) : plain;
        plain.put(name, Map.of("lat", point.getLat(), "lon", point.getLon()));
      }
    }
    return plain;
  }
}
