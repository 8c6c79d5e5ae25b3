package io.millrace.service.object;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The objects whose vectors are nearest to one, by the similarity that the ontology gives the
 * property: {@code PROPERTY:like:ID} or {@code PROPERTY:like:[0.1,0.2]} in a request.
 */
final class Nearest {
  /** Elasticsearch's own limit of candidates. */
  private static final int MOST = 10_000;

  private static final int LEAST_CANDIDATES = 100;

  private Nearest() {}

  /**
   * The query.
   *
   * @param others what the objects must satisfy besides
   * @param count how many are wanted
   * @param vectorOf the vector that an object of this id has; null for none
   */
  static Query query(
      Filter filter,
      Fields fields,
      Query others,
      int count,
      Function<String, @Nullable List<?>> vectorOf) {
    String field = fields.vector(filter.property()).path();
    List<Float> vector = vector(filter, vectorOf);
    int candidates = Math.min(MOST, Math.max(LEAST_CANDIDATES, 2 * count));
    return Query.of(
        q ->
            q.knn(
                k ->
                    k.field(field)
                        .queryVector(vector)
                        .k(Math.min(count, candidates))
                        .numCandidates(candidates)
                        .filter(others)));
  }

  private static List<Float> vector(Filter filter, Function<String, @Nullable List<?>> vectorOf) {
    String value = filter.value();
    if (!value.startsWith("[")) {
      List<?> vector = vectorOf.apply(value);
      if (vector == null) {
        throw Filter.invalid("No object '" + value + "' has a vector '" + filter.property() + "'");
      }
      return vector.stream().map(number -> ((Number) number).floatValue()).toList();
    }
    try {
      String numbers = value.substring(1, value.length() - (value.endsWith("]") ? 1 : 0));
      return Arrays.stream(numbers.split(",")).map(n -> Float.parseFloat(n.strip())).toList();
    } catch (NumberFormatException e) {
      throw Filter.invalid("'" + value + "' is neither an id nor a vector: [0.1,0.2]");
    }
  }
}
