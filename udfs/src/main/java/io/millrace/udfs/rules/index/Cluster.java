package io.millrace.udfs.rules.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Conditions that ask for the same values of the same attributes. */
final class Cluster<T> {
  private final Object[] values;
  private final List<RangeList<T>> ranges = new ArrayList<>(1);
  private final List<Placement<T>> others = new ArrayList<>(0);

  Cluster(Object[] values) {
    this.values = values;
  }

  boolean isOf(Object[] wanted) {
    return Arrays.equals(values, wanted);
  }

  /** Whether the present event has these values. */
  boolean isMet(Attribute[] attributes) {
    for (int i = 0; i < attributes.length; i++) {
      if (!attributes[i].is(values[i])) {
        return false;
      }
    }
    return true;
  }

  List<RangeList<T>> ranges() {
    return ranges;
  }

  /** Those without a range. */
  List<Placement<T>> others() {
    return others;
  }

  boolean isEmpty() {
    return ranges.isEmpty() && others.isEmpty();
  }

  void add(Placement<T> placement) {
    Placement.Bound bound = placement.primary();
    if (bound == null) {
      others.add(placement);
      return;
    }
    RangeList<T> list = list(bound);
    if (list == null) {
      list = new RangeList<>(bound.attribute(), bound.above());
      ranges.add(list);
    }
    list.add(bound.bound(), placement);
  }

  void remove(Placement<T> placement) {
    Placement.Bound bound = placement.primary();
    if (bound == null) {
      others.remove(placement);
      return;
    }
    RangeList<T> list = list(bound);
    if (list != null) {
      list.remove(placement);
      if (list.size() == 0) {
        ranges.remove(list);
      }
    }
  }

  private @Nullable RangeList<T> list(Placement.Bound bound) {
    for (RangeList<T> list : ranges) {
      if (list.isFor(bound)) {
        return list;
      }
    }
    return null;
  }
}
