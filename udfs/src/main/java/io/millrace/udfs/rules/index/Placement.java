package io.millrace.udfs.rules.index;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a condition stands in the index.
 *
 * @param signature the attributes whose values lead to it
 * @param combinations the values that do
 * @param primary the range that sorts it among those of the same values; null if it has none
 * @param ranges its other ranges
 * @param residuals all else that must hold
 */
record Placement<T>(
    IndexedCondition<T> condition,
    Signature<T> signature,
    List<Object[]> combinations,
    @Nullable Bound primary,
    Bound[] ranges,
    Residual[] residuals) {

  /** A range of an attribute; see {@link io.millrace.udfs.expression.Atom.Range}. */
  record Bound(Attribute attribute, boolean above, double bound) {
    boolean holds() {
      return above ? attribute.number() > bound : attribute.number() < bound;
    }
  }
}
