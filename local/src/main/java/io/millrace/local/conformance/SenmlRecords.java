package io.millrace.local.conformance;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares resolved records: texts exactly, numbers as far as their notation allows. */
final class SenmlRecords {
  /** Seconds: times are known to the millisecond at best. */
  private static final double TIME = 1e-3;

  /** Of the larger number: sums in binary and in decimal differ in the last digits. */
  private static final double SHARE = 1e-12;

  private SenmlRecords() {}

  /** The first difference, or null. Records may also stand in the order of their times. */
  static @Nullable String difference(List<?> expected, List<?> actual) {
    if (expected.size() != actual.size()) {
      return expected.size() + " records expected, " + actual.size() + " resolved";
    }
    String difference = inOrder(expected, actual);
    return difference == null || inOrder(byTime(expected), byTime(actual)) == null
        ? null
        : difference;
  }

  /** The number, or NaN where it is none. */
  static double number(@Nullable Object value) {
    return value instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  private static @Nullable String inOrder(List<?> expected, List<?> actual) {
    for (int i = 0; i < expected.size(); i++) {
      Map<?, ?> wanted = (Map<?, ?>) expected.get(i);
      Map<?, ?> record = (Map<?, ?>) actual.get(i);
      if (!same(wanted, record)) {
        return "record " + i + ": expected " + wanted + " but was " + record;
      }
    }
    return null;
  }

  private static List<?> byTime(List<?> records) {
    Comparator<Object> time = Comparator.comparingDouble(r -> number(((Map<?, ?>) r).get("t")));
    Comparator<Object> name = Comparator.comparing(r -> String.valueOf(((Map<?, ?>) r).get("n")));
    return records.stream().sorted(time.thenComparing(name)).toList();
  }

  private static boolean same(Map<?, ?> wanted, Map<?, ?> record) {
    Set<Object> names = new HashSet<>(wanted.keySet());
    names.addAll(record.keySet());
    // Which version a pack was of is said in some resolved records and left out in others.
    names.remove("bver");
    return names.stream().allMatch(name -> same(name, wanted.get(name), record.get(name)));
  }

  private static boolean same(Object name, @Nullable Object wanted, @Nullable Object value) {
    if (!(wanted instanceof Number) || !(value instanceof Number)) {
      return Objects.equals(wanted, value);
    }
    double a = number(wanted);
    double b = number(value);
    double most = name.equals("t") ? TIME : SHARE * Math.max(Math.abs(a), Math.abs(b));
    return a == b || Math.abs(a - b) <= most;
  }
}
