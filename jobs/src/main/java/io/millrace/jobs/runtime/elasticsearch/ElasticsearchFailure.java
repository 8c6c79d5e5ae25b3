package io.millrace.jobs.runtime.elasticsearch;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import org.apache.http.HttpEntity;
import org.elasticsearch.client.ResponseException;

/**
 * A request that failed as a whole.
 *
 * @param status HTTP status, 0 if there was no answer
 * @param type Elasticsearch's name of the error, empty if it gave none
 */
record ElasticsearchFailure(int status, String type, String reason) {
  private static final int MAX_REASON = 500;
  private static final ObjectMapper JSON = new ObjectMapper();

  static ElasticsearchFailure of(Throwable error) {
    for (Throwable t = error; t != null; t = t.getCause()) {
      if (t instanceof ResponseException e) {
        int status = e.getResponse().getStatusLine().getStatusCode();
        return new ElasticsearchFailure(status, type(e), shorten(e));
      }
    }
    Throwable cause =
        error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    return new ElasticsearchFailure(0, "", shorten(cause));
  }

  /** The client has read the answer into memory, so it can be read again. */
  private static String type(ResponseException refused) {
    HttpEntity answer = refused.getResponse().getEntity();
    if (answer == null) {
      return "";
    }
    try {
      return JSON.readTree(answer.getContent()).at("/error/type").asText();
    } catch (IOException e) {
      // Of a proxy, perhaps, that does not speak JSON.
      return "";
    }
  }

  /** Whether it is the documents that are refused: malformed, or too large together. */
  boolean refused() {
    return status == 400 || status == 413;
  }

  boolean alreadyExists() {
    return type.equals("resource_already_exists_exception");
  }

  boolean invalidName() {
    return type.equals("invalid_index_name_exception")
        || type.equals("invalid_alias_name_exception");
  }

  private static String shorten(Throwable error) {
    String text = error.toString();
    return text.length() <= MAX_REASON ? text : text.substring(0, MAX_REASON);
  }
}
