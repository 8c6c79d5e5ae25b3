package io.millrace.service.alert;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.BoolQuery;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import io.millrace.schemas.avro.AlertState;
import io.millrace.service.problem.ProblemCode;
import io.millrace.service.problem.ProblemException;
import io.millrace.service.search.SearchIndex;
import io.millrace.service.search.SearchIndex.NoSuchIndexException;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds alerts in the index. */
@Component
class AlertSearch {
  private static final String ALIAS = "alerts";
  private final SearchIndex index;

  AlertSearch(SearchIndex index) {
    this.index = index;
  }

  /**
   * What alerts to find; null and empty stand for any.
   *
   * @param from earliest time of opening
   * @param to time of opening before which they must lie
   */
  record Criteria(
      Set<AlertState> states,
      @Nullable String rule,
      @Nullable String type,
      @Nullable String object,
      @Nullable String severity,
      @Nullable Instant from,
      @Nullable Instant to) {}

  /** A stretch of the alerts that match, those opened last first. */
  AlertView.Listing search(Criteria criteria, int limit, int offset) {
    SearchRequest request =
        SearchRequest.of(
            s ->
                s.index(ALIAS)
                    .query(q -> q.bool(condition(criteria)))
                    .sort(o -> o.field(f -> f.field("openedAt").order(SortOrder.Desc)))
                    .sort(o -> o.field(f -> f.field("id").order(SortOrder.Asc)))
                    .trackTotalHits(t -> t.enabled(true))
                    .from(offset)
                    .size(limit));
    try {
      SearchIndex.Found<AlertView> found = index.search(request, AlertView.class);
      return new AlertView.Listing(found.total(), found.items());
    } catch (NoSuchIndexException e) {
      throw ProblemException.unavailable("The index of alerts is not set up; it", e);
    }
  }

  /** One alert; a problem where there is none. */
  AlertView get(String id) {
    try {
      return index
          .get(ALIAS, id, AlertView.class)
          .orElseThrow(
              () -> new ProblemException(ProblemCode.NOT_FOUND, "There is no alert '" + id + "'"));
    } catch (NoSuchIndexException e) {
      throw ProblemException.unavailable("The index of alerts is not set up; it", e);
    }
  }

  private static BoolQuery condition(Criteria criteria) {
    BoolQuery.Builder all = new BoolQuery.Builder();
    if (!criteria.states().isEmpty()) {
      all.filter(q -> q.bool(states(criteria.states())));
    }
    equal(all, "ruleId", criteria.rule());
    equal(all, "objectType", criteria.type());
    equal(all, "objectId", criteria.object());
    equal(all, "severity", criteria.severity());
    Instant from = criteria.from();
    if (from != null) {
      all.filter(q -> q.range(r -> r.date(d -> d.field("openedAt").gte(from.toString()))));
    }
    Instant to = criteria.to();
    if (to != null) {
      all.filter(q -> q.range(r -> r.date(d -> d.field("openedAt").lt(to.toString()))));
    }
    return all.build();
  }

  /**
   * A match that is an alert of its own is opened and over at once: it is none of the open ones.
   */
  private static BoolQuery states(Set<AlertState> states) {
    BoolQuery.Builder any = new BoolQuery.Builder();
    var open =
        states.stream()
            .filter(state -> state != AlertState.CLEARED)
            .map(state -> FieldValue.of(state.name()))
            .toList();
    if (!open.isEmpty()) {
      any.should(
          s ->
              s.bool(
                  b ->
                      b.filter(q -> q.terms(t -> t.field("state").terms(v -> v.value(open))))
                          .mustNot(q -> q.exists(e -> e.field("clearedAt")))));
    }
    if (states.contains(AlertState.CLEARED)) {
      any.should(s -> s.exists(e -> e.field("clearedAt")));
    }
    return any.minimumShouldMatch("1").build();
  }

  private static void equal(BoolQuery.Builder all, String field, @Nullable String value) {
    if (value != null) {
      all.filter(q -> q.term(t -> t.field(field).value(FieldValue.of(value))));
    }
  }
}
