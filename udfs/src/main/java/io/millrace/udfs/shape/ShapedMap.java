package io.millrace.udfs.shape;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A map of a shape's keys to values, which may be null. Cannot be changed. */
public final class ShapedMap extends AbstractMap<String, @Nullable Object> {
  private final Shape shape;
  private final @Nullable Object[] values;

  /**
   * @param values at least as many as the shape has keys, in their order; kept, not copied
   */
  public ShapedMap(Shape shape, @Nullable Object... values) {
    this.shape = shape;
    this.values = values;
  }

  public Shape shape() {
    return shape;
  }

  /** The value of the key at this place of the shape. */
  public @Nullable Object value(int slot) {
    return values[slot];
  }

  @Override
  public @Nullable Object get(@Nullable Object key) {
    int slot = slot(key);
    return slot < 0 ? null : values[slot];
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return slot(key) >= 0;
  }

  @Override
  public int size() {
    return shape.size();
  }

  @Override
  public Set<Map.Entry<String, @Nullable Object>> entrySet() {
    return new Entries();
  }

  private int slot(@Nullable Object key) {
    return key instanceof String text ? shape.slot(text) : -1;
  }

  private final class Entries extends AbstractSet<Map.Entry<String, @Nullable Object>> {
    @Override
    public int size() {
      return shape.size();
    }

    @Override
    public Iterator<Map.Entry<String, @Nullable Object>> iterator() {
      List<String> names = shape.names();
      return new Iterator<>() {
        private int next;

        @Override
        public boolean hasNext() {
          return next < names.size();
        }

        @Override
        public Map.Entry<String, @Nullable Object> next() {
          if (next == names.size()) {
            throw new NoSuchElementException();
          }
          int at = next++;
          return new SimpleImmutableEntry<>(names.get(at), values[at]);
        }
      };
    }
  }
}
