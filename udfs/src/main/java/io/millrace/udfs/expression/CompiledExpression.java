package io.millrace.udfs.expression;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An expression as a tree of closures over plain Java values. CEL's runtime converts every value
 * that an expression touches, a whole payload included; this touches what is read and no more.
 *
 * @param reference the same expression on CEL's runtime, for what the nodes do not cover
 */
record CompiledExpression(Node node, CelExpression reference) implements Expression {

  @Override
  public String canonicalText() {
    return reference.canonicalText();
  }

  @Override
  public List<Atom> conjuncts() {
    List<Atom> parts = reference.parts();
    return parts.isEmpty() ? List.of(new Atom.Other(canonicalText(), this)) : parts;
  }

  @Override
  public Set<String> variables() {
    return reference.variables();
  }

  @Override
  public Set<ReadPath> reads(String variable) {
    return reference.reads(variable);
  }

  @Override
  public @Nullable Object evaluate(Map<String, ?> variables) throws ExpressionException {
    try {
      return node.eval(variables);
    } catch (UnsupportedByNodes e) {
      return reference.evaluate(variables);
    }
  }

  @Override
  public boolean test(Map<String, ?> variables) throws ExpressionException {
    try {
      return node.test(variables);
    } catch (UnsupportedByNodes e) {
      return Expression.super.test(variables);
    }
  }
}
