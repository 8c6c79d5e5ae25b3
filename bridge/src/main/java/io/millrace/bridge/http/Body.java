package io.millrace.bridge.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/** Reads the body of a request without holding a thread while it arrives. */
final class Body implements Runnable {
  private static final int FIRST_BYTES = 1024;
  private final Request request;
  private final int limit;
  private final ByteArrayOutputStream read = new ByteArrayOutputStream(FIRST_BYTES);
  private final CompletableFuture<byte[]> whole = new CompletableFuture<>();

  private Body(Request request, int limit) {
    this.request = request;
    this.limit = limit;
  }

  /**
   * Reads all of it.
   *
   * @param limit bytes that it may have
   * @return fails with a {@link ProblemException} where it is larger or cannot be read, and with a
   *     {@link java.util.concurrent.TimeoutException} where it does not arrive in time
   */
  static CompletableFuture<byte[]> read(Request request, int limit, long timeoutMillis) {
    Body body = new Body(request, limit);
    body.run();
    return body.whole.orTimeout(timeoutMillis, TimeUnit.MILLISECONDS);
  }

  @Override
  public void run() {
    while (!whole.isDone()) {
      Content.Chunk chunk = request.read();
      if (chunk == null) {
        request.demand(this);
        return;
      }
      take(chunk);
    }
  }

  private void take(Content.Chunk chunk) {
    if (Content.Chunk.isFailure(chunk)) {
      whole.completeExceptionally(
          new ProblemException(ProblemCode.BAD_REQUEST, "The body broke off"));
      return;
    }
    ByteBuffer bytes = chunk.getByteBuffer();
    if (read.size() + bytes.remaining() > limit) {
      whole.completeExceptionally(tooLarge(limit));
    } else {
      byte[] copy = new byte[bytes.remaining()];
      bytes.get(copy);
      read.writeBytes(copy);
    }
    boolean last = chunk.isLast();
    chunk.release();
    if (last) {
      whole.complete(read.toByteArray());
    }
  }

  static ProblemException tooLarge(int limit) {
    return new ProblemException(ProblemCode.TOO_LARGE, "More than " + limit + " bytes");
  }
}
