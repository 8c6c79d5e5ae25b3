package io.millrace.udfs.rules.index;

import java.util.Arrays;

/**
 * Conditions on one side of bounds of one attribute, the bound that is reached first in front:
 * those that hold are a prefix.
 */
final class RangeList<T> {
  private final Attribute attribute;
  private final boolean above;
  private double[] bounds = new double[2];

  @SuppressWarnings({"unchecked", "rawtypes"})
  private Placement<T>[] placements = new Placement[2];

  private int size;

  RangeList(Attribute attribute, boolean above) {
    this.attribute = attribute;
    this.above = above;
  }

  boolean isFor(Placement.Bound bound) {
    return bound.attribute() == attribute && bound.above() == above;
  }

  Attribute attribute() {
    return attribute;
  }

  int size() {
    return size;
  }

  Placement<T> get(int place) {
    return placements[place];
  }

  /** How many, from the front, are reached by this number; none by NaN. */
  int reachedBy(double number) {
    int reached = 0;
    if (above) {
      while (reached < size && number > bounds[reached]) {
        reached++;
      }
    } else {
      while (reached < size && number < bounds[reached]) {
        reached++;
      }
    }
    return reached;
  }

  void add(double bound, Placement<T> placement) {
    if (size == bounds.length) {
      bounds = Arrays.copyOf(bounds, 2 * size);
      placements = Arrays.copyOf(placements, 2 * size);
    }
    int at = place(bound);
    System.arraycopy(bounds, at, bounds, at + 1, size - at);
    System.arraycopy(placements, at, placements, at + 1, size - at);
    bounds[at] = bound;
    placements[at] = placement;
    size++;
  }

  void remove(Placement<T> placement) {
    for (int at = 0; at < size; at++) {
      if (placements[at] == placement) {
        size--;
        System.arraycopy(bounds, at + 1, bounds, at, size - at);
        System.arraycopy(placements, at + 1, placements, at, size - at);
        Arrays.fill(placements, size, size + 1, null);
        return;
      }
    }
  }

  /** Behind all that are reached earlier or at the same number. */
  private int place(double bound) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      boolean before = above ? bounds[middle] <= bound : bounds[middle] >= bound;
      if (before) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
