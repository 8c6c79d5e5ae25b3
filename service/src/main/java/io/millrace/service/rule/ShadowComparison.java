package io.millrace.service.rule;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import io.millrace.service.definition.StoredDefinition;
import io.millrace.service.search.SearchIndex;
import io.millrace.service.search.SearchIndex.Found;
import io.millrace.service.search.SearchIndex.NoSuchIndexException;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** Reads the alerts of both sides of a trial from the index. */
@Component
class ShadowComparison {
  /** Alerts of a side that are compared; the index hands out no more at once. */
  private static final int LIMIT = 10_000;

  private static final List<String> FIELDS =
      List.of(
          "id",
          "state",
          "severity",
          "key",
          "objectType",
          "objectId",
          "openedAt",
          "clearedAt",
          "causes.eventId",
          "causes.receivedAt");

  private final SearchIndex index;

  ShadowComparison(SearchIndex index) {
    this.index = index;
  }

  ShadowDiffView of(StoredDefinition rule, StoredDefinition shadow) {
    Instant since = shadow.effectiveAt() == null ? shadow.updatedAt() : shadow.effectiveAt();
    Found<ComparedAlert> active = alerts("alerts", rule.id());
    Found<ComparedAlert> trial = alerts("shadow-alerts", rule.id());
    AlertPairs pairs = AlertPairs.of(active.items(), trial.items(), since);
    return new ShadowDiffView(
        rule.id(),
        rule.version(),
        shadow.version(),
        since,
        pairs.same(),
        pairs.count(ShadowDiffView.Outcome.ONLY_ACTIVE),
        pairs.count(ShadowDiffView.Outcome.ONLY_SHADOW),
        pairs.count(ShadowDiffView.Outcome.CHANGED),
        active.total() > LIMIT || trial.total() > LIMIT,
        pairs.differences());
  }

  private Found<ComparedAlert> alerts(String alias, String ruleId) {
    SearchRequest request =
        SearchRequest.of(
            s ->
                s.index(alias)
                    .query(q -> q.term(t -> t.field("ruleId").value(FieldValue.of(ruleId))))
                    .sort(o -> o.field(f -> f.field("openedAt").order(SortOrder.Desc)))
                    .source(f -> f.filter(i -> i.includes(FIELDS)))
                    .trackTotalHits(t -> t.enabled(true))
                    .size(LIMIT));
    try {
      return index.search(request, ComparedAlert.class);
    } catch (NoSuchIndexException e) {
      // It is made with the first alert.
      return new Found<>(0, List.of());
    }
  }
}
