package io.millrace.bridge.http;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/**
 * Reads what is left of a body that nobody wants, and keeps none of it. A connection that is closed
 * while its client still writes is reset, and the answer that says why is lost with it.
 */
final class Rest implements Runnable {
  private static final int MOST_BYTES = 1024 * 1024;
  private final Request request;
  private final CompletableFuture<Void> end = new CompletableFuture<>();
  private long seen;

  private Rest(Request request) {
    this.request = request;
  }

  /**
   * Reads to the end.
   *
   * @return completes, never fails: at the end of the body, once it breaks off, after a mebibyte,
   *     or after the time given
   */
  static CompletableFuture<Void> skip(Request request, long timeoutMillis) {
    Rest rest = new Rest(request);
    rest.run();
    return rest.end.completeOnTimeout(null, timeoutMillis, TimeUnit.MILLISECONDS);
  }

  @Override
  public void run() {
    while (!end.isDone()) {
      Content.Chunk chunk = request.read();
      if (chunk == null) {
        request.demand(this);
        return;
      }
      if (Content.Chunk.isFailure(chunk)) {
        end.complete(null);
        return;
      }
      seen += chunk.remaining();
      boolean enough = chunk.isLast() || seen > MOST_BYTES;
      chunk.release();
      if (enough) {
        end.complete(null);
      }
    }
  }
}
