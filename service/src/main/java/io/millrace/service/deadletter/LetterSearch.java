package io.millrace.service.deadletter;

import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import io.millrace.service.problem.ProblemCode;
import io.millrace.service.problem.ProblemException;
import io.millrace.service.search.SearchIndex;
import io.millrace.service.search.SearchIndex.NoSuchIndexException;
import io.millrace.udfs.projection.DeadLetterDocument;
import java.util.List;
import org.springframework.stereotype.Component;

/** Finds dead letters in the index; where there is no index yet, there are none. */
@Component
class LetterSearch {
  static final String ALIAS = DeadLetterDocument.ALIAS;

  /** The one field that lists do not read. */
  static final String BYTES = "original";

  private final SearchIndex index;

  LetterSearch(SearchIndex index) {
    this.index = index;
  }

  /** A stretch of the letters that match, those refused last first. */
  LetterView.Listing list(LetterFilter filter, int limit, int offset) {
    SearchRequest request =
        SearchRequest.of(
            s ->
                s.index(ALIAS)
                    .query(LetterQuery.of(filter))
                    .source(c -> c.filter(f -> f.excludes(BYTES)))
                    .sort(LetterQuery.by("at", SortOrder.Desc))
                    .sort(LetterQuery.by("id", SortOrder.Asc))
                    .trackTotalHits(t -> t.enabled(true))
                    .from(offset)
                    .size(limit));
    try {
      SearchIndex.Found<LetterView> found = index.search(request, LetterView.class);
      return new LetterView.Listing(found.total(), found.items());
    } catch (NoSuchIndexException e) {
      return new LetterView.Listing(0, List.of());
    }
  }

  /** One letter; a problem where there is none. */
  LetterView get(String id) {
    try {
      return index.get(ALIAS, id, LetterView.class).orElseThrow(() -> absent(id));
    } catch (NoSuchIndexException e) {
      throw absent(id);
    }
  }

  private static ProblemException absent(String id) {
    return new ProblemException(ProblemCode.NOT_FOUND, "There is no dead letter '" + id + "'");
  }
}
