package io.millrace.udfs.expression;

import io.millrace.udfs.shape.KeyPlace;
import io.millrace.udfs.shape.ShapedMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The field of an object. */
record FieldNode(Node container, String field, KeyPlace place) implements Node {

  FieldNode(Node container, String field) {
    this(container, field, new KeyPlace(field));
  }

  @Override
  public @Nullable Object eval(Map<String, ?> variables) throws ExpressionException {
    Object value = container.eval(variables);
    if (!(value instanceof ShapedMap map)) {
      return Access.field(value, field);
    }
    int slot = place.in(map.shape());
    if (slot < 0) {
      throw Access.noField(field);
    }
    return map.value(slot);
  }
}
