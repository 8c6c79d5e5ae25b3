package io.millrace.service.command;

import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Hit;
import io.millrace.service.command.CommandProgress.Accepted;
import io.millrace.service.command.CommandProgress.Delivery;
import io.millrace.service.problem.ProblemCode;
import io.millrace.service.problem.ProblemException;
import io.millrace.service.search.SearchIndex;
import io.millrace.service.search.SearchIndex.NoSuchIndexException;
import io.millrace.udfs.projection.CommandDocument;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds in the index how far commands have come. */
@Component
class CommandSearch {
  private static final String BY_STATUS = "status";
  private static final int MOST_DELIVERIES = 500;
  private final SearchIndex index;

  CommandSearch(SearchIndex index) {
    this.index = index;
  }

  /** How far a command has come; a problem where none is known. */
  CommandProgress get(String id) {
    Accepted accepted = accepted(id);
    CommandProgress progress = deliveries(id, accepted);
    if (accepted == null && progress.deliveries().isEmpty()) {
      throw new ProblemException(
          ProblemCode.NOT_FOUND,
          "There is no command '" + id + "', or it was accepted a moment ago");
    }
    return progress;
  }

  private @Nullable Accepted accepted(String id) {
    try {
      return index.get(CommandDocument.COMMANDS, id, Accepted.class).orElse(null);
    } catch (NoSuchIndexException e) {
      // There is no index before the first command.
      return null;
    }
  }

  private CommandProgress deliveries(String id, @Nullable Accepted accepted) {
    SearchRequest request =
        SearchRequest.of(
            s ->
                s.index(CommandDocument.DELIVERIES)
                    .query(q -> q.term(t -> t.field("commandId").value(id)))
                    .sort(o -> o.field(f -> f.field("deviceId").order(SortOrder.Asc)))
                    .sort(o -> o.field(f -> f.field("id").order(SortOrder.Asc)))
                    .aggregations(BY_STATUS, a -> a.terms(t -> t.field("status")))
                    .size(MOST_DELIVERIES));
    try {
      SearchResponse<Delivery> answer = index.ask(c -> c.search(request, Delivery.class));
      List<Delivery> found =
          answer.hits().hits().stream().map(Hit::source).filter(Objects::nonNull).toList();
      Map<String, Long> counts = new TreeMap<>();
      Objects.requireNonNull(answer.aggregations().get(BY_STATUS), BY_STATUS)
          .sterms()
          .buckets()
          .array()
          .forEach(bucket -> counts.put(bucket.key().stringValue(), bucket.docCount()));
      return CommandProgress.of(id, accepted, counts, found);
    } catch (NoSuchIndexException e) {
      return CommandProgress.of(id, accepted, Map.of(), List.of());
    }
  }
}
