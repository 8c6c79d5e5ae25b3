package io.millrace.udfs.rules.index;

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
  private final Parts<T> parts = new Parts<>();
  private final List<Signature<T>> signatures = parts.signatures();
  private final Map<String, IndexedCondition<T>> conditions = new HashMap<>();
  private final List<IndexedCondition<T>> held = new ArrayList<>();
  private final List<IndexedCondition<T>> failed = new ArrayList<>();
  private long now;
  private @Nullable Event event;

  /** The condition, shared with all that have the same; to be given back with {@link #release}. */
  public IndexedCondition<T> acquire(Condition condition) {
    IndexedCondition<T> known =
        conditions.computeIfAbsent(
            text(condition),
            text ->
                new IndexedCondition<>(
                    condition, parts.attributesOf(condition.expression().expression())));
    known.use(1);
    return known;
  }

  /** Gives a condition back; what none uses is forgotten. */
  public void release(IndexedCondition<T> condition) {
    if (condition.use(-1) == 0) {
      conditions.remove(text(condition.condition()));
      parts.release(condition.attributes());
    }
  }

  /** From now on {@link #match} finds the condition, for this subscriber among others. */
  public void subscribe(IndexedCondition<T> condition, T subscriber) {
    condition.subscribers().add(subscriber);
    if (condition.placement() == null) {
      Planner planner = new Planner(parts::attribute, parts::residual);
      Placement<T> placement = planner.plan(condition, parts::signature);
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
    parts.release(signature);
    parts.release(placement.residuals());
    condition.place(null);
  }

  /** Whether it holds nothing: all has been given back. */
  boolean isEmpty() {
    return conditions.isEmpty() && parts.isEmpty();
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
}
