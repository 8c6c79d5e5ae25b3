package io.millrace.udfs.rules.index;

import io.millrace.udfs.expression.Atom;
import io.millrace.udfs.expression.Expression;
import io.millrace.udfs.rules.index.Placement.Bound;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Decides where a condition stands in the index. */
final class Planner {
  /** A condition stands under each combination of its values, up to so many. */
  private static final int MOST_COMBINATIONS = 64;

  private final Function<String, Attribute> attributes;
  private final BiFunction<String, Expression, Residual> residuals;
  private final Map<String, Set<Object>> equalities = new TreeMap<>();
  private final List<Bound> bounds = new ArrayList<>();
  private final List<Residual> others = new ArrayList<>();

  Planner(
      Function<String, Attribute> attributes, BiFunction<String, Expression, Residual> residuals) {
    this.attributes = attributes;
    this.residuals = residuals;
  }

  /**
   * The plan of a condition.
   *
   * @param signatures gives the one of these attributes
   */
  <T> Placement<T> plan(
      IndexedCondition<T> condition, Function<Attribute[], Signature<T>> signatures) {
    Expression whole = condition.condition().expression().expression();
    whole.conjuncts().forEach(this::take);
    if (dropLargeSets()) {
      others.add(residuals.apply(whole.canonicalText(), whole));
    }
    Attribute[] signature = equalities.keySet().stream().map(attributes).toArray(Attribute[]::new);
    Bound primary = bounds.isEmpty() ? null : bounds.remove(0);
    return new Placement<>(
        condition,
        signatures.apply(signature),
        combinations(),
        primary,
        bounds.toArray(Bound[]::new),
        others.toArray(Residual[]::new));
  }

  private void take(Atom atom) {
    if (atom instanceof Atom.Equal equal) {
      equalities.merge(
          equal.variable(),
          equal.values(),
          (a, b) -> {
            Set<Object> both = new HashSet<>(a);
            both.retainAll(b);
            return both;
          });
    } else if (atom instanceof Atom.Range range) {
      Attribute attribute = attributes.apply(range.variable());
      bounds.add(new Bound(attribute, range.above(), range.bound()));
    } else if (atom instanceof Atom.Other other) {
      others.add(residuals.apply(other.text(), other.expression()));
    }
  }

  /** Leaves out sets of values until what remains has few combinations; whether any was. */
  private boolean dropLargeSets() {
    boolean dropped = false;
    for (String largest = tooLarge(); largest != null; largest = tooLarge()) {
      equalities.remove(largest);
      dropped = true;
    }
    return dropped;
  }

  private @Nullable String tooLarge() {
    long product = 1;
    String largest = null;
    for (Map.Entry<String, Set<Object>> entry : equalities.entrySet()) {
      product = Math.min(product * entry.getValue().size(), Integer.MAX_VALUE);
      if (largest == null
          || entry.getValue().size() > equalities.getOrDefault(largest, Set.of()).size()) {
        largest = entry.getKey();
      }
    }
    return product > MOST_COMBINATIONS ? largest : null;
  }

  private List<Object[]> combinations() {
    List<Object[]> all = new ArrayList<>();
    all.add(new Object[0]);
    for (Set<Object> values : equalities.values()) {
      List<Object[]> longer = new ArrayList<>();
      for (Object[] prefix : all) {
        for (Object value : values) {
          Object[] next = java.util.Arrays.copyOf(prefix, prefix.length + 1);
          next[prefix.length] = value;
          longer.add(next);
        }
      }
      all = longer;
    }
    return all;
  }
}
