package io.millrace.udfs.dataset.read.parquet;

import io.millrace.udfs.dataset.TableException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.jspecify.annotations.Nullable;

/** Makes a map of a group that stands for one; its keys as text. */
final class MapConverter extends GroupConverter {
  private final Converter entry;
  private final Slot into;
  private Map<String, @Nullable Object> current = new LinkedHashMap<>();

  MapConverter(ColumnTree tree, RowLimits limits, Slot into) throws TableException {
    this.into = into;
    this.entry =
        new Entry(
            tree.children().get(0),
            limits,
            (key, value) -> {
              if (limits.takes(Byte.BYTES)) {
                current.put(String.valueOf(key), value);
              }
            });
  }

  @Override
  public Converter getConverter(int field) {
    return entry;
  }

  @Override
  public void start() {
    current = new LinkedHashMap<>();
  }

  @Override
  public void end() {
    into.put(current);
  }

  @FunctionalInterface
  private interface Entries {
    void put(@Nullable Object key, @Nullable Object value);
  }

  /** The group of a key and its value, if there are values. */
  private static final class Entry extends GroupConverter {
    private final List<Converter> sides = new ArrayList<>();
    private final Entries into;
    private final @Nullable Object[] current = new Object[2];

    Entry(ColumnTree tree, RowLimits limits, Entries into) throws TableException {
      this.into = into;
      for (ColumnTree side : tree.children()) {
        int place = sides.size();
        Slot slot = value -> current[place] = value;
        sides.add(slot.converter(side, limits));
      }
    }

    @Override
    public Converter getConverter(int field) {
      return sides.get(field);
    }

    @Override
    public void start() {
      current[0] = null;
      current[1] = null;
    }

    @Override
    public void end() {
      into.put(current[0], current[1]);
    }
  }
}
