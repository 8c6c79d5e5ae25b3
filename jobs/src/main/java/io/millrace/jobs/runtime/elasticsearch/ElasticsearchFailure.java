package io.millrace.jobs.runtime.elasticsearch;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.transport.TransportException;
import java.util.concurrent.CompletionException;
import org.elasticsearch.client.ResponseException;

/**
 * A request that failed as a whole.
 *
 * @param status HTTP status, 0 if there was no answer
 * @param type Elasticsearch's name of the error, empty if it gave none
 */
record ElasticsearchFailure(int status, String type, String reason) {
  private static final int MAX_REASON = 500;

  static ElasticsearchFailure of(Throwable error) {
    Throwable cause = error;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof ElasticsearchException e) {
      String type = e.error().type();
      return new ElasticsearchFailure(e.status(), type == null ? "" : type, shorten(e));
    }
    for (Throwable t = cause; t != null; t = t.getCause()) {
      if (t instanceof ResponseException e) {
        int status = e.getResponse().getStatusLine().getStatusCode();
        return new ElasticsearchFailure(status, "", shorten(e));
      }
    }
    int status = cause instanceof TransportException e ? e.statusCode() : 0;
    return new ElasticsearchFailure(status, "", shorten(cause));
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
