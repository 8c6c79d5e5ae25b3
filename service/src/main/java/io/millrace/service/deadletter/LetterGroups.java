package io.millrace.service.deadletter;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregate;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.aggregations.CompositeAggregate;
import co.elastic.clients.elasticsearch._types.aggregations.CompositeAggregationSource;
import co.elastic.clients.elasticsearch._types.aggregations.CompositeBucket;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.json.JsonData;
import io.millrace.service.search.SearchIndex;
import io.millrace.service.search.SearchIndex.NoSuchIndexException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Counts letters that agree. The index lists groups by their values, so all are looked at. */
@Component
class LetterGroups {
  private static final String GROUPS = "groups";
  private static final int PAGE = 500;
  private static final int MOST = 5_000;
  private final SearchIndex index;

  LetterGroups(SearchIndex index) {
    this.index = index;
  }

  /** The largest groups first; of equal ones that with the latest letter. */
  GroupView.Listing of(LetterFilter filter, Set<GroupBy> by, int limit) {
    List<GroupView> groups = new ArrayList<>();
    Map<String, FieldValue> after = null;
    long letters = 0;
    try {
      do {
        SearchRequest request = request(filter, by, after);
        SearchResponse<Void> answer = index.ask(c -> c.search(request, Void.class));
        var total = answer.hits().total();
        letters = total == null ? letters : total.value();
        CompositeAggregate page = of(answer.aggregations(), GROUPS).composite();
        page.buckets().array().forEach(bucket -> groups.add(group(by, bucket)));
        after = page.afterKey().isEmpty() ? null : page.afterKey();
      } while (after != null && groups.size() < MOST);
    } catch (NoSuchIndexException e) {
      return new GroupView.Listing(0, 0, true, List.of());
    }
    groups.sort(
        Comparator.comparingLong(GroupView::count).thenComparing(GroupView::last).reversed());
    List<GroupView> largest = List.copyOf(groups.subList(0, Math.min(limit, groups.size())));
    return new GroupView.Listing(letters, groups.size(), after == null, largest);
  }

  private static SearchRequest request(
      LetterFilter filter, Set<GroupBy> by, @Nullable Map<String, FieldValue> after) {
    List<Map<String, CompositeAggregationSource>> sources =
        by.stream().map(LetterGroups::source).toList();
    Aggregation groups =
        Aggregation.of(
            a ->
                a.composite(
                        c -> {
                          c.sources(sources).size(PAGE);
                          return after == null ? c : c.after(after);
                        })
                    .aggregations("first", f -> f.min(m -> m.field("at")))
                    .aggregations("last", l -> l.max(m -> m.field("at")))
                    .aggregations(
                        "sample",
                        s ->
                            s.topHits(
                                h ->
                                    h.size(1)
                                        .sort(LetterQuery.by("at", SortOrder.Desc))
                                        .source(
                                            o -> o.filter(x -> x.excludes(LetterSearch.BYTES))))));
    return SearchRequest.of(
        s ->
            s.index(LetterSearch.ALIAS)
                .query(LetterQuery.of(filter))
                .size(0)
                .trackTotalHits(t -> t.enabled(true))
                .aggregations(GROUPS, groups));
  }

  private static Map<String, CompositeAggregationSource> source(GroupBy by) {
    return Map.of(
        name(by),
        CompositeAggregationSource.of(s -> s.terms(t -> t.field(by.field()).missingBucket(true))));
  }

  private static GroupView group(Set<GroupBy> by, CompositeBucket bucket) {
    Map<String, @Nullable String> values = new LinkedHashMap<>();
    for (GroupBy one : by) {
      FieldValue value = bucket.key().get(name(one));
      values.put(name(one), value == null || value.isNull() ? null : value.stringValue());
    }
    var hits = of(bucket.aggregations(), "sample").topHits().hits().hits();
    JsonData sample = hits.get(0).source();
    if (sample == null) {
      throw new IllegalStateException("The index keeps documents without their source");
    }
    return new GroupView(
        values,
        bucket.docCount(),
        instant(of(bucket.aggregations(), "first").min().value()),
        instant(of(bucket.aggregations(), "last").max().value()),
        sample.to(LetterView.class));
  }

  private static Aggregate of(Map<String, Aggregate> answers, String name) {
    return Objects.requireNonNull(answers.get(name), name);
  }

  private static Instant instant(@Nullable Double millis) {
    return Instant.ofEpochMilli(millis == null ? 0 : millis.longValue());
  }

  private static String name(GroupBy by) {
    return by.name().toLowerCase(Locale.ROOT);
  }
}
