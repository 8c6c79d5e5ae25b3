package io.millrace.udfs.rules.index;

import io.millrace.udfs.expression.Expression;
import io.millrace.udfs.expression.ExpressionException;
import io.millrace.udfs.rules.Condition;
import io.millrace.udfs.rules.Event;
import io.millrace.udfs.rules.Truth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the conditions that hold for an event without touching those that cannot. Conditions are
 * grouped by the attributes that they ask to equal something, hashed by the values that they ask
 * for, and within those sorted by a bound; what is left is evaluated, each distinct part once an
 * event. After F. Fabret et al., "Filtering Algorithms and Implementation for Very Fast
 * Publish/Subscribe Systems", SIGMOD 2001. Not safe for use by many threads.
 *
 * @param <T> who subscribes to conditions
 */
public final class ConditionIndex<T> {
  private final Map<String, Attribute> attributes = new HashMap<>();
  private final Map<String, Residual> residuals = new HashMap<>();
  private final Map<String, IndexedCondition<T>> conditions = new HashMap<>();
  private final List<Signature<T>> signatures = new ArrayList<>();
  private final List<IndexedCondition<T>> held = new ArrayList<>();
  private final List<IndexedCondition<T>> failed = new ArrayList<>();
  private long now;
  private @Nullable Event event;

  /** The condition, shared with all that have the same; to be given back with {@link #release}. */
  public IndexedCondition<T> acquire(Condition condition) {
    IndexedCondition<T> known =
        conditions.computeIfAbsent(text(condition), text -> newCondition(condition));
    known.use(1);
    return known;
  }

  /** Gives a condition back; what none uses is forgotten. */
  public void release(IndexedCondition<T> condition) {
    if (condition.use(-1) == 0) {
      conditions.remove(text(condition.condition()));
      forget(condition.attributes());
    }
  }

  /** From now on {@link #match} finds the condition, for this subscriber among others. */
  public void subscribe(IndexedCondition<T> condition, T subscriber) {
    condition.subscribers().add(subscriber);
    if (condition.placement() == null) {
      Planner planner = new Planner(this::attribute, this::residual);
      Placement<T> placement = planner.plan(condition, this::signature);
      placement.combinations().forEach(v -> placement.signature().add(v, placement));
      condition.place(placement);
    }
  }

  public void unsubscribe(IndexedCondition<T> condition, T subscriber) {
    Placement<T> placement = condition.placement();
    if (!condition.subscribers().remove(subscriber)
        || placement == null
        || !condition.subscribers().isEmpty()) {
      return;
    }
    Signature<T> signature = placement.signature();
    placement.combinations().forEach(v -> signature.remove(v, placement));
    if (signature.isEmpty()) {
      signatures.remove(signature);
    }
    for (Residual residual : placement.residuals()) {
      if (residual.use(-1) == 0) {
        residuals.remove(residual.text());
      }
    }
    condition.place(null);
  }

  /** Whether it holds nothing: all has been given back. */
  boolean isEmpty() {
    return attributes.isEmpty()
        && residuals.isEmpty()
        && conditions.isEmpty()
        && signatures.isEmpty();
  }

  /** Turns to the next event and finds what holds for it. */
  public void match(Event next) {
    now++;
    event = next;
    held.clear();
    failed.clear();
    for (int i = 0; i < signatures.size(); i++) {
      Cluster<T> cluster = signatures.get(i).find(next, now);
      if (cluster != null) {
        match(cluster, next);
      }
    }
  }

  /** Those with subscribers that hold for the present event; valid until the next. */
  public List<IndexedCondition<T>> held() {
    return held;
  }

  /** Those with subscribers that could not be evaluated. */
  public List<IndexedCondition<T>> failed() {
    return failed;
  }

  /** What a condition says of the present event. */
  public Truth truth(IndexedCondition<T> condition) {
    if (condition.decided(now)) {
      return condition.truth();
    }
    if (event == null) {
      throw new IllegalStateException("There is no event yet");
    }
    if (condition.placement() == null) {
      evaluate(condition, event);
    } else {
      // It was looked for and not found.
      condition.decide(now, isPresent(condition, event) ? Truth.FALSE : Truth.UNKNOWN, null);
    }
    return condition.truth();
  }

  private void match(Cluster<T> cluster, Event present) {
    List<RangeList<T>> ranges = cluster.ranges();
    for (int i = 0; i < ranges.size(); i++) {
      RangeList<T> list = ranges.get(i);
      switch (list.attribute().load(present, now)) {
        case MISSING -> {}
        case NUMBER -> {
          int reached = list.reachedBy(list.attribute().number());
          for (int j = 0; j < reached; j++) {
            decide(list.get(j), present);
          }
        }
        case BIG, PLAIN, OTHER -> {
          for (int j = 0; j < list.size(); j++) {
            evaluateMatched(list.get(j).condition(), present);
          }
        }
      }
    }
    List<Placement<T>> others = cluster.others();
    for (int i = 0; i < others.size(); i++) {
      decide(others.get(i), present);
    }
  }

  /** Values and the primary range are met: what else is there? */
  private void decide(Placement<T> placement, Event present) {
    IndexedCondition<T> condition = placement.condition();
    for (Placement.Bound bound : placement.ranges()) {
      Attribute.Kind kind = bound.attribute().load(present, now);
      if (kind == Attribute.Kind.MISSING || (kind == Attribute.Kind.NUMBER && !bound.holds())) {
        return;
      }
      if (kind != Attribute.Kind.NUMBER) {
        evaluateMatched(condition, present);
        return;
      }
    }
    String failure = null;
    for (Residual residual : placement.residuals()) {
      switch (residual.outcome(present, now)) {
        case HOLDS -> {}
        case NOT, MISSING -> {
          return;
        }
        case FAILED -> failure = residual.failure();
      }
    }
    if (failure == null) {
      condition.decide(now, Truth.TRUE, null);
      held.add(condition);
    } else {
      condition.decide(now, Truth.UNKNOWN, failure);
      failed.add(condition);
    }
  }

  private void evaluateMatched(IndexedCondition<T> condition, Event present) {
    evaluate(condition, present);
    if (condition.truth() == Truth.TRUE) {
      held.add(condition);
    } else if (condition.failure() != null) {
      failed.add(condition);
    }
  }

  private void evaluate(IndexedCondition<T> condition, Event present) {
    try {
      condition.decide(now, condition.condition().truth(present), null);
    } catch (ExpressionException e) {
      condition.decide(now, Truth.UNKNOWN, String.valueOf(e.getMessage()));
    }
  }

  private boolean isPresent(IndexedCondition<T> condition, Event present) {
    for (Attribute attribute : condition.attributes()) {
      if (attribute.load(present, now) == Attribute.Kind.MISSING) {
        return false;
      }
    }
    return true;
  }

  private static String text(Condition condition) {
    return condition.expression().expression().canonicalText();
  }

  private IndexedCondition<T> newCondition(Condition condition) {
    return new IndexedCondition<>(condition, attributesOf(condition.expression().expression()));
  }

  private Attribute[] attributesOf(Expression expression) {
    Attribute[] read =
        expression.variables().stream().map(this::attribute).toArray(Attribute[]::new);
    for (Attribute attribute : read) {
      attribute.use(1);
    }
    return read;
  }

  private void forget(Attribute[] read) {
    for (Attribute attribute : read) {
      if (attribute.use(-1) == 0) {
        attributes.remove(attribute.name());
      }
    }
  }

  private Attribute attribute(String name) {
    return attributes.computeIfAbsent(name, Attribute::new);
  }

  private Residual residual(String text, Expression expression) {
    Residual known =
        residuals.computeIfAbsent(
            text,
            t ->
                new Residual(
                    text,
                    expression,
                    expression.variables().stream()
                        .map(this::attribute)
                        .toArray(Attribute[]::new)));
    known.use(1);
    return known;
  }

  private Signature<T> signature(Attribute[] of) {
    for (Signature<T> known : signatures) {
      if (known.isOf(of)) {
        return known;
      }
    }
    Signature<T> signature = new Signature<>(of);
    signatures.add(signature);
    return signature;
  }
}
