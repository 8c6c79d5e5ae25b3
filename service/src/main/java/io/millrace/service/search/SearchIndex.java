package io.millrace.service.search;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch.core.GetResponse;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Hit;
import co.elastic.clients.elasticsearch.core.search.TotalHits;
import io.millrace.service.problem.ProblemCode;
import io.millrace.service.problem.ProblemException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.elasticsearch.client.ResponseException;
import org.springframework.stereotype.Component;

/** Elasticsearch's answers, and its failures as problems. */
@Component
public class SearchIndex {
  private final ElasticsearchClient client;

  SearchIndex(ElasticsearchClient client) {
    this.client = client;
  }

  /**
   * What was found.
   *
   * @param total how many there are in all
   */
  public record Found<T>(long total, List<T> items) {}

  /** The index is not there: a type of which nothing was ever seen. */
  public static final class NoSuchIndexException extends Exception {
    private static final long serialVersionUID = 1L;
  }

  /** Searches, with the exact total. */
  public <T> Found<T> search(SearchRequest request, Class<T> type) throws NoSuchIndexException {
    SearchResponse<T> answer = call(() -> client.search(request, type));
    TotalHits total = answer.hits().total();
    List<T> items =
        answer.hits().hits().stream().map(Hit::source).filter(Objects::nonNull).toList();
    return new Found<>(total == null ? items.size() : total.value(), items);
  }

  /** The document with this id, as it was last written, even if no search would find it yet. */
  public <T> Optional<T> get(String alias, String id, Class<T> type) throws NoSuchIndexException {
    GetResponse<T> answer = call(() -> client.get(g -> g.index(alias).id(id), type));
    return Optional.ofNullable(answer.source());
  }

  /** Field types ({@code long}, {@code keyword} …) of the fields that match one of the patterns. */
  public Map<String, Set<String>> fields(List<String> aliases, List<String> patterns)
      throws NoSuchIndexException {
    Map<String, Set<String>> types = new java.util.HashMap<>();
    call(() -> client.fieldCaps(f -> f.index(aliases).ignoreUnavailable(true).fields(patterns)))
        .fields()
        .forEach((field, capabilities) -> types.put(field, capabilities.keySet()));
    return types;
  }

  /** A question to Elasticsearch that has no method of its own here. */
  @FunctionalInterface
  public interface Question<T> {
    T ask(ElasticsearchClient client) throws IOException;
  }

  /** The answer to a question. */
  public <T> T ask(Question<T> question) throws NoSuchIndexException {
    return call(() -> question.ask(client));
  }

  private interface Call<T> {
    T run() throws IOException;
  }

  private static <T> T call(Call<T> call) throws NoSuchIndexException {
    try {
      return call.run();
    } catch (ElasticsearchException e) {
      throw failure(e.status(), e);
    } catch (ResponseException e) {
      throw failure(e.getResponse().getStatusLine().getStatusCode(), e);
    } catch (IOException e) {
      throw ProblemException.unavailable("The search index", e);
    }
  }

  private static ProblemException failure(int status, Exception e) throws NoSuchIndexException {
    if (status == 404) {
      throw new NoSuchIndexException();
    }
    if (status == 400) {
      return new ProblemException(
          ProblemCode.INVALID_PARAMETER, "The index cannot evaluate this: " + e.getMessage());
    }
    return ProblemException.unavailable("The search index", e);
  }
}
