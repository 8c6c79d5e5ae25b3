package io.millrace.udfs.expression;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.Program;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An expression that CEL's own runtime evaluates.
 *
 * @param paths what it reads of each variable
 * @param parts what it joins with {@code &&}; empty where it is one part and no atom
 */
record CelExpression(
    String canonicalText,
    Set<String> variables,
    Map<String, Set<ReadPath>> paths,
    List<Atom> parts,
    Program program)
    implements Expression {

  @Override
  public Set<ReadPath> reads(String variable) {
    return paths.getOrDefault(variable, Set.of());
  }

  @Override
  public List<Atom> conjuncts() {
    return parts.isEmpty() ? List.of(new Atom.Other(canonicalText, this)) : parts;
  }

  @Override
  public @Nullable Object evaluate(Map<String, ?> values) throws ExpressionException {
    try {
      return CelValues.toPlain(
          program.eval(name -> Optional.ofNullable(values.get(name)).map(CelValues::toCel)));
    } catch (CelEvaluationException e) {
      if (CelErrors.missing(e)) {
        throw ExpressionException.missing(String.valueOf(e.getMessage()));
      }
      throw ExpressionException.failed(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      // CEL's runtime leaks some failures of value adaptation; to us they are one and the same.
      throw ExpressionException.failed(e.toString());
    }
  }
}
