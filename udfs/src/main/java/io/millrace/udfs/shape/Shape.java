package io.millrace.udfs.shape;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The keys of maps that have the same ones, in the order in which they came. Shapes form a tree:
 * each is another one and one key more, so maps of the same keys in the same order share the very
 * same shape, and a reader that has found a key's place once need not look it up for the next map.
 * As engines of dynamic languages have it (hidden classes).
 *
 * <p>Safe for use by many threads. A tree stays as small as its limit.
 */
public final class Shape {
  /** Keys up to which a look-up walks through them instead of hashing. */
  private static final int FEW = 8;

  private final @Nullable Shape parent;
  private final String key;
  private final int size;
  private final AtomicInteger left;
  private final Map<String, Shape> longer = new ConcurrentHashMap<>(2);

  // Threads may each make their own: it is immutable, and they are equal.
  private @Nullable Keys keys;

  private Shape(@Nullable Shape parent, String key, AtomicInteger left) {
    this.parent = parent;
    this.key = key;
    this.size = parent == null ? 0 : parent.size + 1;
    this.left = left;
  }

  /**
   * The root of a tree: no keys.
   *
   * @param limit how many shapes may come of it
   */
  public static Shape empty(int limit) {
    return new Shape(null, "", new AtomicInteger(limit));
  }

  /** The shape of exactly these keys, each there once. */
  public static Shape of(String... keys) {
    Shape shape = empty(keys.length);
    for (String key : keys) {
      Shape next = shape.with(key);
      if (next == null || shape.slot(key) >= 0) {
        throw new IllegalArgumentException("Twice: " + key);
      }
      shape = next;
    }
    return shape;
  }

  /**
   * This shape and one key more, which stands at {@link #size()}; null where the tree has reached
   * its limit.
   *
   * @param added a key that this shape does not have
   */
  public @Nullable Shape with(String added) {
    Shape known = longer.get(added);
    if (known != null) {
      return known;
    }
    if (left.getAndUpdate(count -> Math.max(0, count - 1)) == 0) {
      return null;
    }
    return longer.computeIfAbsent(added, key -> new Shape(this, key, left));
  }

  /** How many keys there are. */
  public int size() {
    return size;
  }

  /** The place of a key, from 0 on; negative where it is not there. */
  public int slot(String wanted) {
    if (size > FEW) {
      return keys().places().getOrDefault(wanted, -1);
    }
    for (Shape shape = this; shape.parent != null; shape = shape.parent) {
      if (shape.key.equals(wanted)) {
        return shape.size - 1;
      }
    }
    return -1;
  }

  /** All keys in their order. */
  List<String> names() {
    return keys().names();
  }

  private Keys keys() {
    Keys known = keys;
    if (known == null) {
      String[] names = new String[size];
      Map<String, Integer> places = new HashMap<>();
      for (Shape shape = this; shape.parent != null; shape = shape.parent) {
        names[shape.size - 1] = shape.key;
        places.put(shape.key, shape.size - 1);
      }
      known = new Keys(List.of(names), Map.copyOf(places));
      keys = known;
    }
    return known;
  }

  private record Keys(List<String> names, Map<String, Integer> places) {}
}
