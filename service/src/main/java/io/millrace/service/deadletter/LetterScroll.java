package io.millrace.service.deadletter;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.Time;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Hit;
import io.millrace.service.search.SearchIndex;
import io.millrace.service.search.SearchIndex.NoSuchIndexException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/**
 * Goes through letters as they stood when it began, those refused first first, with no more of them
 * in memory than a page without bytes. Letters that are refused anew meanwhile come last the next
 * time, so that a call with a limit gets on.
 */
@Component
class LetterScroll {
  private static final int PAGE = 500;

  /** Bytes of payload that are loaded at a time; one that is larger comes alone. */
  private static final long BATCH_BYTES = 4 << 20;

  private static final Time KEEP = Time.of(t -> t.time("5m"));

  private final SearchIndex index;

  LetterScroll(SearchIndex index) {
    this.index = index;
  }

  /**
   * Hands the letters over in batches whose payloads fit into memory.
   *
   * @param limit how many at most
   * @return how many match in all
   */
  long each(Query query, long limit, Consumer<List<LetterView>> batches) {
    try {
      String pit =
          index.ask(c -> c.openPointInTime(o -> o.index(LetterSearch.ALIAS).keepAlive(KEEP)).id());
      try {
        return pages(pit, query, limit, batches);
      } finally {
        close(pit);
      }
    } catch (NoSuchIndexException e) {
      return 0;
    }
  }

  private long pages(String pit, Query query, long limit, Consumer<List<LetterView>> batches)
      throws NoSuchIndexException {
    long total = -1;
    long left = limit;
    List<FieldValue> after = List.of();
    while (left > 0) {
      SearchRequest request = request(pit, query, (int) Math.min(PAGE, left), after, total < 0);
      SearchResponse<LetterView> page = index.ask(c -> c.search(request, LetterView.class));
      var found = page.hits().total();
      total = total < 0 && found != null ? found.value() : total;
      List<Hit<LetterView>> hits = page.hits().hits();
      if (hits.isEmpty()) {
        break;
      }
      batch(hits.stream().map(Hit::source).filter(Objects::nonNull).toList(), batches);
      after = hits.get(hits.size() - 1).sort();
      left -= hits.size();
    }
    return Math.max(0, total);
  }

  private static SearchRequest request(
      String pit, Query query, int size, List<FieldValue> after, boolean count) {
    return SearchRequest.of(
        s -> {
          s.pit(p -> p.id(pit).keepAlive(KEEP))
              .query(query)
              .source(c -> c.filter(f -> f.excludes(LetterSearch.BYTES)))
              .sort(LetterQuery.by("at", SortOrder.Asc), LetterQuery.by("id", SortOrder.Asc))
              .trackTotalHits(t -> t.enabled(count))
              .size(size);
          return after.isEmpty() ? s : s.searchAfter(after);
        });
  }

  private static void batch(List<LetterView> page, Consumer<List<LetterView>> batches) {
    List<LetterView> batch = new ArrayList<>();
    long bytes = 0;
    for (LetterView letter : page) {
      int size = letter.size() == null ? 0 : letter.size();
      if (!batch.isEmpty() && bytes + size > BATCH_BYTES) {
        batches.accept(batch);
        batch = new ArrayList<>();
        bytes = 0;
      }
      batch.add(letter);
      bytes += size;
    }
    batches.accept(batch);
  }

  private void close(String pit) throws NoSuchIndexException {
    index.ask(c -> c.closePointInTime(p -> p.id(pit)));
  }
}
