package io.millrace.service.object;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.BoolQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import io.millrace.service.search.Deleted;
import io.millrace.service.search.SearchIndex;
import io.millrace.service.search.SearchIndex.NoSuchIndexException;
import io.millrace.service.web.Paging;
import io.millrace.udfs.projection.SearchDocument;
import java.util.List;
import org.springframework.stereotype.Component;

/** Finds links in the index, from either end. */
@Component
class LinkSearch {
  /** What answers call it. */
  static final String INDEX = "index";

  private final SearchIndex index;

  LinkSearch(SearchIndex index) {
    this.index = index;
  }

  /**
   * A stretch of an object's links, by link type and then by their ends.
   *
   * @param ends of which link types, as the object's type has them; at least one
   * @param filters on the properties of the link; all must hold for the same link
   */
  LinkView.Listing of(
      String type,
      String id,
      List<LinkEnds.End> ends,
      List<Filter> filters,
      Deleted deleted,
      Paging paging) {
    BoolQuery.Builder any = new BoolQuery.Builder().minimumShouldMatch("1");
    ends.forEach(end -> any.should(at(end, type, id)));
    List<String> aliases = aliases(ends.stream().map(LinkEnds.End::linkType).distinct().toList());
    SearchIndex.Found<LinkView.Document> found =
        search(aliases, Query.of(q -> q.bool(any.build())), filters, deleted, paging);
    List<LinkView> links =
        found.items().stream()
            .map(
                link ->
                    link.named(
                        LinkEnds.name(
                            ends,
                            link.type(),
                            link.sourceType().equals(type) && link.sourceId().equals(id))))
            .toList();
    return new LinkView.Listing(found.total(), links, INDEX);
  }

  /** A stretch of all links of a type. */
  LinkView.Listing of(String linkType, List<Filter> filters, Deleted deleted, Paging paging) {
    SearchIndex.Found<LinkView.Document> found =
        search(
            aliases(List.of(linkType)),
            Query.of(q -> q.matchAll(m -> m)),
            filters,
            deleted,
            paging);
    return new LinkView.Listing(
        found.total(), found.items().stream().map(link -> link.named(null)).toList(), INDEX);
  }

  private static List<String> aliases(List<String> linkTypes) {
    return linkTypes.stream().map(SearchDocument::linkAlias).toList();
  }

  private static Query at(LinkEnds.End end, String type, String id) {
    String side = end.source() ? "source" : "target";
    return Query.of(
        q ->
            q.bool(
                b ->
                    b.filter(equal("type", end.linkType()))
                        .filter(equal(side + "Type", type))
                        .filter(equal(side + "Id", id))));
  }

  private static Query equal(String field, String value) {
    return Query.of(q -> q.term(t -> t.field(field).value(FieldValue.of(value))));
  }

  private SearchIndex.Found<LinkView.Document> search(
      List<String> aliases, Query which, List<Filter> filters, Deleted deleted, Paging paging) {
    try {
      BoolQuery.Builder all = new BoolQuery.Builder().filter(which);
      if (!filters.isEmpty()) {
        Fields fields = new Fields(index.fields(aliases, List.of("properties.*")));
        filters.forEach(filter -> all.filter(filter.query(fields)));
      }
      deleted.restrict(all, "unlinkedAt");
      SearchRequest request =
          SearchRequest.of(
              s ->
                  s.index(aliases)
                      // A link type of which there never was a link has no index.
                      .ignoreUnavailable(true)
                      .query(q -> q.bool(all.build()))
                      .sort(o -> o.field(f -> f.field("type").order(SortOrder.Asc)))
                      .sort(o -> o.field(f -> f.field("id").order(SortOrder.Asc)))
                      .trackTotalHits(t -> t.enabled(true))
                      .from(paging.offset())
                      .size(paging.limit()));
      return index.search(request, LinkView.Document.class);
    } catch (NoSuchIndexException e) {
      return new SearchIndex.Found<>(0, List.of());
    }
  }
}
