package io.millrace.udfs.mapping;

import io.millrace.udfs.expression.ExpressionCompiler;
import io.millrace.udfs.expression.InvalidExpressionException;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Gathers which parts of the payload the expressions of a mapping read, as dotted paths that stand
 * for all below them. What is read of the elements of {@code payload.list} is {@code list.x} if it
 * is a list, and {@code list.*.x} if it is a map.
 */
final class PayloadReads {
  private final Set<String> paths = new TreeSet<>();
  private final Set<String> itemPaths = new TreeSet<>();
  private @Nullable String elements;

  /** Notes an expression that was compiled, and so can be parsed. */
  void add(String expression) throws InvalidExpressionException {
    paths.addAll(ExpressionCompiler.reads(expression, Variables.PAYLOAD));
    itemPaths.addAll(ExpressionCompiler.reads(expression, Variables.ITEM));
  }

  /** Notes what is gone through, element by element. */
  void addElements(String expression) throws InvalidExpressionException {
    String source = expression.strip();
    Set<String> read = ExpressionCompiler.reads(source, Variables.PAYLOAD);
    String path = read.size() == 1 ? read.iterator().next() : "";
    if (source.equals(Variables.PAYLOAD + "." + path)) {
      elements = path + ".";
    } else if (source.equals(Variables.PAYLOAD)) {
      elements = "";
    } else {
      paths.addAll(read);
    }
  }

  /** All of them. */
  Set<String> all() {
    Set<String> all = new TreeSet<>(paths);
    if (elements != null) {
      for (String item : itemPaths) {
        all.add(below(elements, item));
        all.add(below(elements + "*.", item));
      }
    }
    return all;
  }

  private static String below(String prefix, String path) {
    String whole = prefix + path;
    return whole.endsWith(".") ? whole.substring(0, whole.length() - 1) : whole;
  }
}
