package io.millrace.udfs.dataset.read.parquet;

import io.millrace.udfs.dataset.TableException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.jspecify.annotations.Nullable;

/** Makes a map of a group, with null for what is not there. A row is one too. */
final class StructConverter extends GroupConverter {
  private final List<ColumnTree> fields;
  private final List<Converter> converters = new ArrayList<>();
  private final Slot into;
  private Map<String, @Nullable Object> current = new LinkedHashMap<>();

  StructConverter(ColumnTree tree, RowLimits limits, Slot into) throws TableException {
    this.fields = tree.children();
    this.into = into;
    for (ColumnTree field : fields) {
      String name = field.name();
      Slot one = value -> current.put(name, value);
      Slot more = value -> add(name, limits, value);
      converters.add((field.isRepeated() ? more : one).converter(field, limits));
    }
  }

  /** Adds to the list that was put there at the start. */
  @SuppressWarnings("unchecked")
  private void add(String name, RowLimits limits, @Nullable Object value) {
    if (limits.takes(Byte.BYTES) && current.get(name) instanceof List<?> list) {
      ((List<@Nullable Object>) list).add(value);
    }
  }

  @Override
  public Converter getConverter(int field) {
    return converters.get(field);
  }

  @Override
  public void start() {
    current = new LinkedHashMap<>();
    for (ColumnTree field : fields) {
      current.put(field.name(), field.isRepeated() ? new ArrayList<>() : null);
    }
  }

  @Override
  public void end() {
    into.put(current);
  }
}
