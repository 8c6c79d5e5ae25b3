package io.millrace.udfs.expression;

import io.millrace.udfs.shape.KeyPlace;
import io.millrace.udfs.shape.ShapedMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The value of a variable. */
record VariableNode(String name, KeyPlace place) implements Node {

  VariableNode(String name) {
    this(name, new KeyPlace(name));
  }

  @Override
  public @Nullable Object eval(Map<String, ?> variables) throws ExpressionException {
    if (variables instanceof ShapedMap map) {
      int slot = place.in(map.shape());
      if (slot >= 0) {
        return map.value(slot);
      }
    } else {
      Object value = variables.get(name);
      if (value != null || variables.containsKey(name)) {
        return value;
      }
    }
    throw Access.noField(name);
  }
}
