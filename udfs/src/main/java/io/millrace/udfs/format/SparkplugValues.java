package io.millrace.udfs.format;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of one Sparkplug B payload: each stands in one of several fields, as its type
 * has it. Numbers of fields are the specification's, those of values count from the first one.
 */
final class SparkplugValues {
  /** Values of all kinds in one payload; a plant's largest birth certificate has some thousands. */
  private static final int MOST = 100_000;

  private static final int DEEPEST = 50;
  private static final int LAST = 8;
  private static final int FIRST_IN_DATA_SET = 1;
  private static final int FIRST_IN_PROPERTY = 3;

  /** What a node may leave out, in the order in which it is looked for. */
  private static final List<SparkplugType> GUESSES =
      List.of(
          SparkplugType.UINT64,
          SparkplugType.FLOAT,
          SparkplugType.DOUBLE,
          SparkplugType.BOOLEAN,
          SparkplugType.STRING);

  private final TemplateReader templates;
  private int count;

  /** Reads what holds metrics in turn. */
  @FunctionalInterface
  interface TemplateReader {
    Object read(ByteString message, String path, int depth) throws RefusedException;
  }

  SparkplugValues(TemplateReader templates) {
    this.templates = templates;
  }

  /** Notes that there are more values. */
  void count(int more, String path) throws RefusedException {
    count += more;
    if (count > MOST) {
      throw SparkplugFields.refused(path, "More than " + MOST + " values");
    }
  }

  /**
   * The value, null where there is none.
   *
   * @param first number of the field for whole numbers of 32 bits; those of other types follow
   */
  @Nullable Object value(
      SparkplugType type, SparkplugFields fields, int first, String path, int depth)
      throws RefusedException {
    count(1, path);
    if (depth > DEEPEST) {
      throw SparkplugFields.refused(path, "Nested deeper than " + DEEPEST);
    }
    Object value =
        type == SparkplugType.UNKNOWN
            ? untyped(fields, first)
            : typed(type, fields, first, path, depth + 1);
    if (value == null && fields.hasAny(first, first + LAST)) {
      throw SparkplugFields.refused(path, "The value is not of type " + type.word());
    }
    return value;
  }

  private @Nullable Object typed(
      SparkplugType type, SparkplugFields fields, int first, String path, int depth)
      throws RefusedException {
    return switch (type.kind()) {
      case ANY -> null;
      case WHOLE -> whole(type, fields, first);
      case FLOAT -> fields.ofFloat(first + 2);
      case DOUBLE -> fields.ofDouble(first + 3);
      case BOOLEAN -> fields.flag(first + 4);
      case TEXT -> fields.text(first + 5);
      case BYTES -> fields.base64(first + 6);
      case ARRAY, DATA_SET, TEMPLATE, PROPERTIES, PROPERTIES_LIST ->
          structure(type, fields, first, path, depth);
    };
  }

  /** Data messages may leave out the type that a birth certificate named: signs are lost then. */
  private @Nullable Object untyped(SparkplugFields fields, int first) throws RefusedException {
    for (SparkplugType guess : GUESSES) {
      Object value = typed(guess, fields, first, "", 0);
      if (value != null) {
        return value;
      }
    }
    return fields.base64(first + 6);
  }

  private static @Nullable Object whole(SparkplugType type, SparkplugFields fields, int first) {
    Long narrow = fields.whole(first);
    Long bits = narrow != null ? narrow : fields.whole(first + 1);
    return bits == null ? null : type.whole(bits);
  }

  private @Nullable Object structure(
      SparkplugType type, SparkplugFields fields, int first, String path, int depth)
      throws RefusedException {
    ByteString message =
        switch (type.kind()) {
          case DATA_SET, PROPERTIES_LIST -> fields.bytes(first + 7);
          case TEMPLATE -> fields.bytes(first + 8);
          default -> fields.bytes(first + 6);
        };
    if (message == null) {
      return null;
    }
    String at = path + "/value";
    return switch (type.kind()) {
      case DATA_SET -> dataSet(message, at);
      case TEMPLATE -> templates.read(message, at, depth);
      case PROPERTIES -> set(message, at, depth);
      case PROPERTIES_LIST -> sets(message, at, depth);
      default -> {
        List<Object> elements = SparkplugArray.read(type, message, at);
        count(elements.size(), at);
        yield elements;
      }
    };
  }

  private Map<String, @Nullable Object> dataSet(ByteString message, String path)
      throws RefusedException {
    SparkplugFields fields = new SparkplugFields(message);
    List<String> columns = fields.texts(2);
    List<SparkplugType> types = new ArrayList<>();
    for (Long code : fields.wholes(3)) {
      types.add(SparkplugType.of(code, path + "/types/" + types.size()));
    }
    if (columns.size() != types.size()) {
      throw SparkplugFields.refused(path, "A DataSet must have a type for each column");
    }
    List<Object> rows = new ArrayList<>();
    for (ByteString row : fields.all(4)) {
      rows.add(row(row, columns, types, path + "/rows/" + rows.size()));
    }
    Map<String, @Nullable Object> dataSet = new LinkedHashMap<>();
    dataSet.put("columns", columns);
    dataSet.put("types", types.stream().map(SparkplugType::word).toList());
    dataSet.put("rows", rows);
    return dataSet;
  }

  private Map<String, @Nullable Object> row(
      ByteString message, List<String> columns, List<SparkplugType> types, String path)
      throws RefusedException {
    count(1, path);
    List<ByteString> elements = new SparkplugFields(message).all(1);
    if (elements.size() != columns.size()) {
      throw SparkplugFields.refused(path, "A row must have a value for each column");
    }
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      SparkplugFields element = new SparkplugFields(elements.get(i));
      row.put(columns.get(i), value(types.get(i), element, FIRST_IN_DATA_SET, path, DEEPEST));
    }
    return row;
  }

  /** A set of properties: values by name. */
  Map<String, @Nullable Object> set(ByteString message, String path, int depth)
      throws RefusedException {
    count(1, path);
    SparkplugFields fields = new SparkplugFields(message);
    List<String> keys = fields.texts(1);
    List<ByteString> values = fields.all(2);
    if (keys.size() != values.size()) {
      throw SparkplugFields.refused(path, "There must be a property for each key");
    }
    Map<String, @Nullable Object> properties = new LinkedHashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      SparkplugFields property = new SparkplugFields(values.get(i));
      SparkplugType type = SparkplugType.of(property.whole(1), path);
      boolean isNull = Boolean.TRUE.equals(property.flag(2));
      Object value = isNull ? null : value(type, property, FIRST_IN_PROPERTY, path, depth);
      properties.put(keys.get(i), value);
    }
    count(keys.size(), path);
    return properties;
  }

  private List<Object> sets(ByteString message, String path, int depth) throws RefusedException {
    List<Object> sets = new ArrayList<>();
    for (ByteString set : new SparkplugFields(message).all(1)) {
      sets.add(set(set, path, depth));
    }
    return sets;
  }
}
