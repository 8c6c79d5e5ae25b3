package io.millrace.udfs.mapping;

import io.millrace.udfs.expression.Expression;
import io.millrace.udfs.expression.ReadPath;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which parts of the payload the expressions of a mapping read, for people: as dotted paths that
 * stand for all below them. What is read of the elements of {@code payload.list} is {@code list.x}
 * if it is a list, and {@code list.*.x} if it is a map.
 */
final class PayloadReads {
  private PayloadReads() {}

  static Set<String> of(Collection<Expression> expressions, @Nullable ForEach forEach) {
    Set<String> paths = new TreeSet<>();
    String place = forEach == null ? null : forEach.place();
    for (Expression expression : expressions) {
      // What is gone through is read as far as its elements are.
      boolean container = place != null && forEach != null && expression == forEach.in();
      if (!container) {
        expression.reads(Variables.PAYLOAD).forEach(path -> paths.add(path.dotted()));
      }
      if (place != null) {
        for (ReadPath item : expression.reads(Variables.ITEM)) {
          paths.add(below(place, "", item));
          paths.add(below(place, "*", item));
        }
      }
    }
    return paths;
  }

  private static String below(String place, String any, ReadPath item) {
    StringBuilder path = new StringBuilder(place);
    for (String part : new String[] {any, item.dotted()}) {
      if (!part.isEmpty()) {
        path.append(path.isEmpty() ? "" : ".").append(part);
      }
    }
    return path.toString();
  }
}
