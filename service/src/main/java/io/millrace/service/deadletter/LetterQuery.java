package io.millrace.service.deadletter;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.BoolQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.Operator;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.millrace.service.problem.ProblemCode;
import io.millrace.service.problem.ProblemException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Filters as the index understands them; nothing in them is read as query syntax. */
final class LetterQuery {
  private static final int LONGEST_TEXT = 1_000;

  private LetterQuery() {}

  static Query of(LetterFilter filter) {
    BoolQuery.Builder all = new BoolQuery.Builder();
    var states = filter.states().stream().map(s -> FieldValue.of(s.name())).toList();
    all.filter(q -> q.terms(t -> t.field("state").terms(v -> v.value(states))));
    equal(all, "code", filter.code());
    equal(all, "stage", filter.stage());
    equal(all, "source", filter.source());
    equal(all, "definitionId", filter.mapping());
    equal(all, "device", filter.device());
    if (filter.from() != null || filter.to() != null) {
      all.filter(
          q ->
              q.range(
                  r -> r.date(d -> d.field("at").gte(text(filter.from())).lt(text(filter.to())))));
    }
    String words = filter.q();
    if (words != null && !words.isBlank()) {
      all.filter(words(words.strip()));
    }
    return Query.of(q -> q.bool(all.build()));
  }

  /** Letters of these ids, in whatever state. */
  static Query ofIds(Collection<String> ids) {
    List<FieldValue> values = ids.stream().map(FieldValue::of).toList();
    return Query.of(q -> q.terms(t -> t.field("id").terms(v -> v.value(values))));
  }

  static SortOptions by(String field, SortOrder order) {
    return SortOptions.of(s -> s.field(f -> f.field(field).order(order)));
  }

  private static Query words(String text) {
    if (text.length() > LONGEST_TEXT) {
      throw new ProblemException(
          ProblemCode.INVALID_PARAMETER, "q may have " + LONGEST_TEXT + " characters");
    }
    return Query.of(
        q -> q.matchBoolPrefix(m -> m.field("search").query(text).operator(Operator.And)));
  }

  private static void equal(BoolQuery.Builder all, String field, @Nullable String value) {
    if (value != null) {
      all.filter(q -> q.term(t -> t.field(field).value(value)));
    }
  }

  private static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }
}
