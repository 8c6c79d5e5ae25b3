package io.millrace.udfs.ontology.check;

import io.millrace.udfs.mapping.Casts;
import io.millrace.udfs.ontology.type.DataType;
import io.millrace.udfs.ontology.type.ListType;
import io.millrace.udfs.ontology.type.MapType;
import io.millrace.udfs.ontology.type.VectorType;
import io.millrace.udfs.ontology.type.VectorType.Similarity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks of lists, maps and vectors. */
final class Containers {
  /** How far from 1 the square of a unit vector's length may be: floats are not exact. */
  private static final double UNIT_TOLERANCE = 1e-4;

  private Containers() {}

  static ValueCheck list(ListType type) {
    ValueCheck item = ValueCheck.of(type.items());
    return (value, violations) ->
        value instanceof List<?> list
            ? elements(list, item, violations)
            : wrongType(type, value, violations);
  }

  private static @Nullable Object elements(List<?> list, ValueCheck item, Violations violations) {
    List<Object> checked = new ArrayList<>(list.size());
    boolean good = true;
    for (int i = 0; i < list.size(); i++) {
      Object element = element(list.get(i), item, i, violations);
      if (element == null) {
        good = false;
      } else {
        checked.add(element);
      }
    }
    return good ? checked : null;
  }

  static ValueCheck map(MapType type) {
    ValueCheck item = ValueCheck.of(type.items());
    return (value, violations) ->
        value instanceof Map<?, ?> map
            ? entries(map, item, violations)
            : wrongType(type, value, violations);
  }

  private static @Nullable Object entries(Map<?, ?> map, ValueCheck item, Violations violations) {
    Map<String, Object> checked = new HashMap<>();
    boolean good = true;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      Object element = element(entry.getValue(), item, String.valueOf(entry.getKey()), violations);
      if (element == null) {
        good = false;
      } else {
        checked.put(String.valueOf(entry.getKey()), element);
      }
    }
    return good ? checked : null;
  }

  private static @Nullable Object element(
      @Nullable Object element, ValueCheck item, Object place, Violations violations) {
    if (element == null) {
      violations.add(ViolationCode.WRONG_TYPE, "Must not be null");
      violations.locate(place);
      return null;
    }
    Object checked = item.apply(element, violations);
    if (checked == null) {
      violations.locate(place);
    }
    return checked;
  }

  static ValueCheck vector(VectorType type) {
    return (value, violations) ->
        value instanceof List<?> list
            ? vector(type, list, violations)
            : wrongType(type, value, violations);
  }

  private static @Nullable Object vector(VectorType type, List<?> list, Violations violations) {
    if (list.size() != type.dims()) {
      violations.add(
          ViolationCode.WRONG_LENGTH,
          "Must have " + type.dims() + " dimensions but has " + list.size());
      return null;
    }
    List<Double> numbers = new ArrayList<>(list.size());
    double square = 0;
    for (int i = 0; i < list.size(); i++) {
      Object element = list.get(i);
      Double number = element == null ? null : Casts.toDouble(element);
      if (number == null) {
        violations.add(ViolationCode.WRONG_TYPE, "Must be a number");
        violations.locate(i);
        return null;
      }
      numbers.add(number);
      square += number * number;
    }
    String reason = lengthProblem(type.similarity(), square);
    if (reason != null) {
      violations.add(ViolationCode.OUT_OF_RANGE, reason);
      return null;
    }
    return numbers;
  }

  private static @Nullable String lengthProblem(Similarity similarity, double square) {
    return switch (similarity) {
      case COSINE -> square > 0 ? null : "A vector of zeros has no direction";
      case DOT_PRODUCT ->
          Math.abs(square - 1) <= UNIT_TOLERANCE ? null : "Must be a vector of length 1";
      case L2_NORM -> null;
    };
  }

  private static @Nullable Object wrongType(DataType type, Object value, Violations violations) {
    violations.add(
        ViolationCode.WRONG_TYPE, "Must be " + type.text() + " but is " + violations.shown(value));
    return null;
  }
}
