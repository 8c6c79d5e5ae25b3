package io.millrace.udfs.expression.path;

import io.millrace.udfs.expression.ExpressionException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A JSONPath query (RFC 9535) over plain maps and lists; a map's order is its own. */
public final class JsonPath {
  private final String text;
  private final PathQuery query;

  private JsonPath(String text, PathQuery query) {
    this.text = text;
    this.query = query;
  }

  /**
   * Reads a query.
   *
   * @throws ExpressionException with the place, if it is none
   */
  public static JsonPath parse(String text) throws ExpressionException {
    return new JsonPath(text, PathParser.parse(text));
  }

  /**
   * The value of a query that can find one only (names and indexes, no wildcard, slice, filter or
   * descent); the list of what any other finds, empty where it finds nothing.
   *
   * @throws ExpressionException as missing, if a query for one value finds none; as failed, if more
   *     is found than fits
   */
  public @Nullable Object read(@Nullable Object root) throws ExpressionException {
    List<@Nullable Object> found = select(root);
    if (!query.singular()) {
      return found;
    }
    if (found.isEmpty()) {
      throw ExpressionException.missing("There is nothing at " + text);
    }
    return found.get(0);
  }

  /** All that it finds: RFC 9535's list of nodes. */
  public List<@Nullable Object> select(@Nullable Object root) throws ExpressionException {
    return query.select(root, root);
  }
}
