package io.millrace.udfs.mapping;

import io.millrace.udfs.expression.Expression;
import io.millrace.udfs.expression.ExpressionException;
import io.millrace.udfs.expression.ReadPath;
import io.millrace.udfs.format.RefusalCode;
import io.millrace.udfs.format.RefusedException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a mapping goes through to make an observation of each element.
 *
 * @param in gives a list or a map
 * @param place dotted path of that in the payload, null where it is computed
 * @param when which elements are taken, null for all
 * @param skips whether an element that fails is left out; else the message is refused
 */
public record ForEach(
    Expression in, @Nullable String place, @Nullable Expression when, boolean skips) {
  private static final String NAME = "forEach";

  /** Most elements that one message may have for one mapping. */
  private static final int MOST = 10_000;

  /**
   * Where the elements stand in the payload, if that is all that their expression says.
   *
   * @param source the text of the expression
   */
  static @Nullable String place(Expression in, String source) {
    Set<ReadPath> read = in.reads(Variables.PAYLOAD);
    String path = read.size() == 1 ? read.iterator().next().dotted() : "";
    String said = source.strip();
    if (said.equals(Variables.PAYLOAD)) {
      return "";
    }
    return said.equals(Variables.PAYLOAD + "." + path) ? path : null;
  }

  /** Takes the elements one by one. */
  @FunctionalInterface
  public interface Taker {
    /** The scope stands at the element. */
    void take(int index) throws RefusedException;
  }

  /** Goes through the elements; their places count those that are not taken too. */
  public void run(ElementScope scope, Taker taker) throws RefusedException {
    Object container = container(scope);
    int index = 0;
    for (Object element : elements(container)) {
      if (container instanceof Map && element instanceof Map.Entry<?, ?> entry) {
        scope.element(index, entry.getKey(), entry.getValue());
      } else {
        scope.element(index, null, element);
      }
      if (Match.holds(when, scope)) {
        taker.take(index);
      }
      index++;
    }
  }

  private @Nullable Object container(ElementScope scope) throws RefusedException {
    try {
      return in.evaluate(scope);
    } catch (ExpressionException e) {
      RefusalCode code = e.missing() ? RefusalCode.MISSING_FIELD : RefusalCode.EXPRESSION_FAILED;
      throw new RefusedException(code, NAME, "'" + NAME + "': " + e.getMessage());
    }
  }

  private static Collection<?> elements(@Nullable Object container) throws RefusedException {
    Collection<?> elements;
    if (container instanceof List<?> list) {
      elements = list;
    } else if (container instanceof Map<?, ?> map) {
      elements = map.entrySet();
    } else if (container == null) {
      throw new RefusedException(RefusalCode.NULL_VALUE, NAME, "'" + NAME + "' is null");
    } else {
      String is = container.getClass().getSimpleName();
      throw new RefusedException(
          RefusalCode.WRONG_TYPE, NAME, "'" + NAME + "' must be a list or a map but is " + is);
    }
    if (elements.size() > MOST) {
      throw new RefusedException(
          RefusalCode.TOO_MANY_OBSERVATIONS,
          NAME,
          "'" + NAME + "' has " + elements.size() + " elements; at most " + MOST + " are taken");
    }
    return elements;
  }
}
