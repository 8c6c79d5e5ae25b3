package io.millrace.udfs.expression;

import java.util.Map;

/** A literal that is a number or a text. */
record ConstantNode(Object value) implements Node {
  @Override
  public Object eval(Map<String, ?> variables) {
    return value;
  }
}
