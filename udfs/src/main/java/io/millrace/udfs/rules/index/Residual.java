package io.millrace.udfs.rules.index;

import io.millrace.udfs.expression.Expression;
import io.millrace.udfs.expression.ExpressionException;
import io.millrace.udfs.rules.Event;
import org.jspecify.annotations.Nullable;

/** A part of conditions that no index finds; evaluated once for all that have it. */
final class Residual {
  enum Outcome {
    HOLDS,
    NOT,
    MISSING,
    FAILED
  }

  private final String text;
  private final Expression expression;
  private final Attribute[] attributes;
  private int uses;
  private long stamp;
  private Outcome outcome = Outcome.MISSING;
  private @Nullable String failure;

  Residual(String text, Expression expression, Attribute[] attributes) {
    this.text = text;
    this.expression = expression;
    this.attributes = attributes;
  }

  String text() {
    return text;
  }

  int use(int change) {
    uses += change;
    return uses;
  }

  @Nullable String failure() {
    return failure;
  }

  Outcome outcome(Event event, long now) {
    if (stamp != now) {
      stamp = now;
      outcome = evaluate(event, now);
    }
    return outcome;
  }

  private Outcome evaluate(Event event, long now) {
    for (Attribute attribute : attributes) {
      if (attribute.load(event, now) == Attribute.Kind.MISSING) {
        return Outcome.MISSING;
      }
    }
    try {
      return expression.test(event.properties()) ? Outcome.HOLDS : Outcome.NOT;
    } catch (ExpressionException e) {
      failure = String.valueOf(e.getMessage());
      return Outcome.FAILED;
    }
  }
}
