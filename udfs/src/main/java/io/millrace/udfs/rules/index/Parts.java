package io.millrace.udfs.rules.index;

import io.millrace.udfs.expression.Expression;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the conditions of an index share; what none uses any more is forgotten. */
final class Parts<T> {
  private final Map<String, Attribute> attributes = new HashMap<>();
  private final Map<String, Residual> residuals = new HashMap<>();
  private final List<Signature<T>> signatures = new ArrayList<>();

  List<Signature<T>> signatures() {
    return signatures;
  }

  boolean isEmpty() {
    return attributes.isEmpty() && residuals.isEmpty() && signatures.isEmpty();
  }

  /** An attribute that a condition in the index reads. */
  Attribute attribute(String name) {
    return attributes.computeIfAbsent(name, Attribute::new);
  }

  /** The attributes of a condition that comes into the index. */
  Attribute[] attributesOf(Expression expression) {
    Attribute[] read = attributes(expression);
    for (Attribute attribute : read) {
      attribute.use(1);
    }
    return read;
  }

  void release(Attribute[] read) {
    for (Attribute attribute : read) {
      if (attribute.use(-1) == 0) {
        attributes.remove(attribute.name());
      }
    }
  }

  Residual residual(String text, Expression expression) {
    Residual known =
        residuals.computeIfAbsent(
            text, t -> new Residual(text, expression, attributes(expression)));
    known.use(1);
    return known;
  }

  void release(Residual[] parts) {
    for (Residual residual : parts) {
      if (residual.use(-1) == 0) {
        residuals.remove(residual.text());
      }
    }
  }

  Signature<T> signature(Attribute[] of) {
    for (Signature<T> known : signatures) {
      if (known.isOf(of)) {
        return known;
      }
    }
    Signature<T> signature = new Signature<>(of);
    signatures.add(signature);
    return signature;
  }

  /** Forgets it where no condition stands in it. */
  void release(Signature<T> signature) {
    if (signature.isEmpty()) {
      signatures.remove(signature);
    }
  }

  private Attribute[] attributes(Expression expression) {
    return expression.variables().stream().map(this::attribute).toArray(Attribute[]::new);
  }
}
