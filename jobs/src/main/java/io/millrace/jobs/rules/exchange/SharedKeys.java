package io.millrace.jobs.rules.exchange;

import io.millrace.udfs.shape.Shape;
import io.millrace.udfs.shape.ShapedMap;
import java.io.DataInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The keys of maps that come one after the other, most with the keys of the one before. */
final class SharedKeys {
  /** Beyond so many kinds of maps each has keys of its own. */
  private static final int MOST_SHAPES = 4096;

  private final Shape root = Shape.empty(MOST_SHAPES);
  private final List<TextReader.Last> keys = new ArrayList<>();
  private @Nullable Shape shape = root;

  /** How many keys the shape was made of. */
  private int count;

  private int next;
  private boolean changed;

  /** A map with so many entries comes. */
  void begin(int entries) {
    changed = entries != count;
    count = entries;
    next = 0;
    while (keys.size() < entries) {
      keys.add(new TextReader.Last());
    }
  }

  /** Reads the next key. */
  void next(TextReader texts, DataInput in) throws IOException {
    changed |= texts.advance(in, keys.get(next++));
  }

  /** The map of the keys that were read to these values; keeps the array. */
  Map<String, @Nullable Object> map(@Nullable Object[] values) {
    if (changed) {
      shape = shape();
    }
    if (shape != null) {
      return new ShapedMap(shape, values);
    }
    Map<String, @Nullable Object> map = new HashMap<>();
    for (int i = 0; i < count; i++) {
      map.put(keys.get(i).text(), values[i]);
    }
    return map;
  }

  private @Nullable Shape shape() {
    Shape found = root;
    for (int i = 0; i < count && found != null; i++) {
      found = found.with(keys.get(i).text());
    }
    return found;
  }
}
