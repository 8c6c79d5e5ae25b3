package io.millrace.service.object;

import io.millrace.service.search.Deleted;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What objects of a type to find.
 *
 * @param text words of which every one must occur, the last as a beginning; null for any object
 * @param filters conditions, all of which must hold
 * @param sort null for the best match first or, without text, the latest change first
 */
record ObjectQuery(
    String type,
    @Nullable String text,
    List<Filter> filters,
    @Nullable Sort sort,
    Deleted deleted,
    int limit,
    int offset) {

  /** The filter that asks for the nearest vectors; null where none does. */
  @Nullable Filter like() {
    return filters.stream()
        .filter(filter -> filter.operator() == Filter.Operator.LIKE)
        .findFirst()
        .orElse(null);
  }

  /** A property with a direction, {@code property:asc} or {@code property:desc} in a request. */
  record Sort(String name, boolean ascending) {
    static Sort parse(String text) {
      int colon = text.lastIndexOf(':');
      String direction = text.substring(colon + 1);
      if (colon < 1 || !(direction.equals("asc") || direction.equals("desc"))) {
        throw Filter.invalid("sort must be property:asc or property:desc");
      }
      return new Sort(text.substring(0, colon), direction.equals("asc"));
    }
  }
}
