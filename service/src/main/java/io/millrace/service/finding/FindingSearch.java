package io.millrace.service.finding;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.BoolQuery;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import io.millrace.schemas.avro.FindingKind;
import io.millrace.service.search.SearchIndex;
import io.millrace.service.search.SearchIndex.NoSuchIndexException;
import io.millrace.udfs.projection.FindingDocument;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds findings in the index. */
@Component
class FindingSearch {
  private final SearchIndex index;

  FindingSearch(SearchIndex index) {
    this.index = index;
  }

  /** What findings to find; null stands for any. */
  record Criteria(
      @Nullable String type,
      @Nullable String object,
      @Nullable FindingKind kind,
      @Nullable String subject,
      @Nullable Boolean open) {}

  /** A stretch of the findings that match, the latest first. */
  FindingView.Listing search(Criteria criteria, int limit, int offset) {
    SearchRequest request =
        SearchRequest.of(
            s ->
                s.index(FindingDocument.ALIAS)
                    .query(q -> q.bool(condition(criteria)))
                    .sort(o -> o.field(f -> f.field("at").order(SortOrder.Desc)))
                    .sort(o -> o.field(f -> f.field("id").order(SortOrder.Asc)))
                    .trackTotalHits(t -> t.enabled(true))
                    .from(offset)
                    .size(limit));
    try {
      SearchIndex.Found<FindingView> found = index.search(request, FindingView.class);
      return new FindingView.Listing(found.total(), found.items());
    } catch (NoSuchIndexException e) {
      // The index comes with the first finding.
      return new FindingView.Listing(0, List.of());
    }
  }

  private static BoolQuery condition(Criteria criteria) {
    BoolQuery.Builder all = new BoolQuery.Builder();
    equal(all, "objectType", criteria.type());
    equal(all, "objectId", criteria.object());
    equal(all, "kind", criteria.kind() == null ? null : criteria.kind().name());
    equal(all, "subject", criteria.subject());
    Boolean open = criteria.open();
    if (open != null) {
      all.filter(q -> q.term(t -> t.field("open").value(FieldValue.of(open))));
    }
    return all.build();
  }

  private static void equal(BoolQuery.Builder all, String field, @Nullable String value) {
    if (value != null) {
      all.filter(q -> q.term(t -> t.field(field).value(FieldValue.of(value))));
    }
  }
}
