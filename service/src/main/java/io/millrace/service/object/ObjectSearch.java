package io.millrace.service.object;

import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.BoolQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.Operator;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import io.millrace.service.problem.ProblemCode;
import io.millrace.service.problem.ProblemException;
import io.millrace.service.search.SearchIndex;
import io.millrace.service.search.SearchIndex.NoSuchIndexException;
import io.millrace.udfs.definition.DocumentReader;
import io.millrace.udfs.projection.DocumentId;
import io.millrace.udfs.projection.SearchDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds objects in the index. Nothing that a user sends is read as query syntax. */
@Component
class ObjectSearch {
  private final SearchIndex index;

  ObjectSearch(SearchIndex index) {
    this.index = index;
  }

  /** A stretch of the objects that match; a problem where the type is unknown. */
  ObjectView.Listing search(ObjectQuery query) {
    String alias = alias(query.type());
    try {
      Fields fields = fields(alias, query);
      SearchRequest request =
          SearchRequest.of(
              s ->
                  s.index(alias)
                      .query(matching(alias, query, fields))
                      .sort(order(query, fields))
                      .trackTotalHits(t -> t.enabled(true))
                      .from(query.offset())
                      .size(query.limit()));
      SearchIndex.Found<ObjectView> found = index.search(request, ObjectView.class);
      return new ObjectView.Listing(found.total(), found.items());
    } catch (NoSuchIndexException e) {
      throw unknownType(query.type());
    }
  }

  /** Only for what needs it: asking for the fields is a round trip of its own. */
  private Fields fields(String alias, ObjectQuery query) throws NoSuchIndexException {
    boolean needed = !query.filters().isEmpty() || query.sort() != null;
    return new Fields(
        needed ? index.fields(List.of(alias), List.of("properties.*", "places.*")) : Map.of());
  }

  private Query matching(String alias, ObjectQuery query, Fields fields) {
    Query others = Query.of(q -> q.bool(condition(query, fields)));
    Filter like = query.like();
    return like == null
        ? others
        : Nearest.query(
            like,
            fields,
            others,
            query.offset() + query.limit(),
            id -> vector(alias, id, like.property()));
  }

  private @Nullable List<?> vector(String alias, String id, String property) {
    try {
      return index
          .get(alias, DocumentId.of(id), ObjectView.class)
          .map(object -> object.properties().get(property))
          .map(value -> value instanceof List<?> list ? list : null)
          .orElse(null);
    } catch (NoSuchIndexException e) {
      throw unknownType(alias);
    }
  }

  private static BoolQuery condition(ObjectQuery query, Fields fields) {
    BoolQuery.Builder all = new BoolQuery.Builder();
    String text = query.text();
    if (text != null && !text.isBlank()) {
      all.must(q -> q.bool(text(text.strip())));
    }
    query.filters().stream()
        .filter(filter -> filter != query.like())
        .forEach(f -> all.filter(f.query(fields)));
    query.deleted().restrict(all, "deletedAt");
    return all.build();
  }

  private static BoolQuery text(String text) {
    return BoolQuery.of(
        b ->
            b.should(
                    q ->
                        q.matchBoolPrefix(
                            m -> m.field("search").query(text).operator(Operator.And)))
                .should(q -> q.prefix(p -> p.field("id").value(text).caseInsensitive(true)))
                .minimumShouldMatch("1"));
  }

  private static List<SortOptions> order(ObjectQuery query, Fields fields) {
    List<SortOptions> order = new ArrayList<>();
    ObjectQuery.Sort sort = query.sort();
    if (sort != null) {
      Field field = fields.sortable(sort.name());
      order.add(by(field.path(), sort.ascending() ? SortOrder.Asc : SortOrder.Desc));
    } else if (query.like() != null || (query.text() != null && !query.text().isBlank())) {
      order.add(SortOptions.of(s -> s.score(c -> c.order(SortOrder.Desc))));
    } else {
      order.add(by("updatedAt", SortOrder.Desc));
    }
    // Ties would else change their order from page to page.
    order.add(by("id", SortOrder.Asc));
    return order;
  }

  private static SortOptions by(String path, SortOrder order) {
    return SortOptions.of(s -> s.field(f -> f.field(path).order(order).missing("_last")));
  }

  /** Names of another form are no types, and some would be patterns or paths to Elasticsearch. */
  static String alias(String type) {
    if (!DocumentReader.ID.matcher(type).matches()) {
      throw unknownType(type);
    }
    return SearchDocument.alias(type);
  }

  static ProblemException unknownType(String type) {
    return new ProblemException(
        ProblemCode.UNKNOWN_TYPE, "No object of type '" + type + "' was ever seen");
  }
}
