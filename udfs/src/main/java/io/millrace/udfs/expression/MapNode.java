package io.millrace.udfs.expression;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A map literal. */
record MapNode(List<Node> keys, List<Node> values) implements Node {

  @Override
  public Map<Object, @Nullable Object> eval(Map<String, ?> variables) throws ExpressionException {
    Map<Object, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      Object key = keys.get(i).eval(variables);
      Object value = values.get(i).eval(variables);
      if (!(key instanceof String || key instanceof Long || key instanceof Boolean)) {
        throw new UnsupportedByNodes("a key of another type");
      }
      if (map.containsKey(key)) {
        throw ExpressionException.failed("The map has two entries for '" + key + "'");
      }
      map.put(key, value);
    }
    return map;
  }

  /** The same for literals alone: one map, made now. */
  Node once() {
    try {
      Map<Object, @Nullable Object> map = Collections.unmodifiableMap(eval(Map.of()));
      return variables -> map;
    } catch (ExpressionException e) {
      return this;
    }
  }
}
