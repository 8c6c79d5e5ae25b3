package io.millrace.udfs.dataset.infer;

import io.millrace.udfs.expression.ReservedWords;
import io.millrace.udfs.inference.ColumnReading;
import io.millrace.udfs.inference.PropertyNames;
import io.millrace.udfs.mapping.FieldType;
import io.millrace.udfs.mapping.PropertyType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The properties of an object type, one a column but for those that became links. */
record TypeProperties(Map<String, Property> byColumn) {
  static final TypeProperties NONE = new TypeProperties(Map.of());

  /**
   * A property.
   *
   * @param words of the column's name
   * @param items of a list, null for others
   * @param values of an enum, else empty
   */
  record Property(
      String name,
      List<String> words,
      String type,
      @Nullable String items,
      List<String> values,
      String expression) {}

  static TypeProperties of(Plan.TypePlan type, Plan plan) {
    Map<String, Property> properties = new LinkedHashMap<>();
    Set<String> taken = new HashSet<>();
    for (ColumnProfile column : type.table().columns()) {
      boolean key = type.key().contains(column);
      if (column.present() > 0 && (key || !plan.isLink(type, column.name()))) {
        Property property = property(column, key, taken);
        if (property != null) {
          properties.put(column.name(), property);
        }
      }
    }
    return new TypeProperties(properties);
  }

  private static @Nullable Property property(ColumnProfile column, boolean key, Set<String> taken) {
    ColumnReading reading = ColumnReading.of("row", column.name(), column.sample());
    if (reading == null) {
      return null;
    }
    if (key) {
      FieldType type = isNumber(column, reading) ? FieldType.LONG : FieldType.STRING;
      return new Property(
          name(column, taken), column.words(), type.word(), null, List.of(), plain(column));
    }
    PropertyType type = reading.type();
    // More values than were looked at may be others.
    boolean fixed = type.kind() != FieldType.ENUM || column.sampledAll();
    PropertyType items = type.items();
    return new Property(
        name(column, taken),
        column.words(),
        fixed ? type.kind().word() : FieldType.STRING.word(),
        items == null ? null : items.kind().word(),
        fixed ? type.values() : List.of(),
        reading.expression());
  }

  /** A key stays as it is written, so that what refers to it has the same text. */
  private static boolean isNumber(ColumnProfile column, ColumnReading reading) {
    return reading.type().kind() == FieldType.LONG
        && reading.agreeing() == reading.all()
        && reading.expression().equals(plain(column));
  }

  private static String plain(ColumnProfile column) {
    return ColumnReading.plain("row", column.name());
  }

  private static String name(ColumnProfile column, Set<String> taken) {
    String wish = PropertyNames.camelCase(List.of(column.name()));
    String name = ReservedWords.has(wish) ? wish + "Value" : wish;
    String free = name;
    for (int n = 2; !taken.add(free); n++) {
      free = name + n;
    }
    return free;
  }

  List<Property> all() {
    return new ArrayList<>(byColumn.values());
  }

  /** The property of a column that has one. */
  String name(String column) {
    Property property = byColumn.get(column);
    if (property == null) {
      throw new IllegalArgumentException("Column " + column + " has no property");
    }
    return property.name();
  }
}
