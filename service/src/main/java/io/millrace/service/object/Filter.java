package io.millrace.service.object;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch._types.query_dsl.UntypedRangeQuery;
import co.elastic.clients.json.JsonData;
import io.millrace.service.problem.ProblemCode;
import io.millrace.service.problem.ProblemException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A condition on a property, {@code property:op:value} in a request. Values are compared as the
 * property's type has it.
 */
record Filter(String property, Operator operator, String value) {
  private static final int MOST = 50;

  enum Operator {
    EQ,
    NE,
    GT,
    GTE,
    LT,
    LTE,
    NEAR,
    LIKE
  }

  /** Reads {@code temperature:gt:90}; the value may hold colons itself. */
  static Filter parse(String text) {
    String[] parts = text.split(":", 3);
    if (parts.length < 3 || parts[0].isEmpty()) {
      throw invalid("'" + text + "' must be property:op:value");
    }
    return new Filter(parts[0], operator(parts[1]), parts[2]);
  }

  /** All that a request has; a problem where there are too many. */
  static List<Filter> parse(@Nullable List<String> texts) {
    List<String> filters = texts == null ? List.of() : texts;
    if (filters.size() > MOST) {
      throw invalid("At most " + MOST + " filters can be given");
    }
    return filters.stream().map(Filter::parse).toList();
  }

  private static Operator operator(String word) {
    return Arrays.stream(Operator.values())
        .filter(o -> o.name().toLowerCase(Locale.ROOT).equals(word))
        .findFirst()
        .orElseThrow(
            () -> invalid("'" + word + "' must be one of eq, ne, gt, gte, lt, lte, near, like"));
  }

  /** The query; objects without the property are found by {@code ne} alone. */
  Query query(Fields fields) {
    return operator == Operator.NEAR
        ? Near.parse(value).query(fields.place(property))
        : query(fields.property(property));
  }

  private Query query(Field field) {
    if (operator != Operator.EQ && operator != Operator.NE) {
      field.checkOrdered();
    }
    String typed = field.checked(value);
    return switch (operator) {
      case EQ -> equal(field, typed);
      case NE -> Query.of(q -> q.bool(b -> b.mustNot(List.of(equal(field, typed)))));
      case GT -> range(field, r -> r.gt(JsonData.of(typed)));
      case GTE -> range(field, r -> r.gte(JsonData.of(typed)));
      case LT -> range(field, r -> r.lt(JsonData.of(typed)));
      case LTE -> range(field, r -> r.lte(JsonData.of(typed)));
      case NEAR -> throw new IllegalStateException("A place is no value");
      case LIKE -> throw invalid("like can be asked of objects, once");
    };
  }

  private static Query equal(Field field, String value) {
    return Query.of(q -> q.term(t -> t.field(field.path()).value(FieldValue.of(value))));
  }

  private interface Bound {
    UntypedRangeQuery.Builder set(UntypedRangeQuery.Builder range);
  }

  private static Query range(Field field, Bound bound) {
    return Query.of(q -> q.range(r -> r.untyped(u -> bound.set(u.field(field.path())))));
  }

  static ProblemException invalid(String detail) {
    return new ProblemException(ProblemCode.INVALID_PARAMETER, detail);
  }
}
