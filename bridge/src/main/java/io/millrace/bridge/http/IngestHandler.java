package io.millrace.bridge.http;

import io.millrace.bridge.kafka.DeviceMessage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code POST /ingest/SOURCE}: one message or a batch, accepted once Kafka has all of it. */
final class IngestHandler {
  private static final Logger LOG = LoggerFactory.getLogger(IngestHandler.class);
  private static final int ACCEPTED = 202;

  private final HttpSettings settings;
  private final Tokens tokens;
  private final InFlight inFlight;
  private final KafkaDoor door;
  private final HttpMetrics metrics;

  IngestHandler(
      HttpSettings settings,
      Tokens tokens,
      InFlight inFlight,
      KafkaDoor door,
      HttpMetrics metrics) {
    this.settings = settings;
    this.tokens = tokens;
    this.inFlight = inFlight;
    this.door = door;
    this.metrics = metrics;
  }

  void handle(Request request, Response response, Callback callback) {
    HttpMetrics.Request measured = metrics.begin();
    accept(request)
        .whenComplete(
            (count, e) -> {
              if (e == null) {
                measured.accepted(count);
                Answers.json(response, callback, ACCEPTED, Map.of("accepted", count));
              } else {
                ProblemException problem = problem(e);
                measured.refused(problem.code());
                rest(request, problem).thenRun(() -> Answers.problem(response, callback, problem));
              }
            });
  }

  private CompletableFuture<Void> rest(Request request, ProblemException problem) {
    return problem.code() == ProblemCode.REQUEST_TIMEOUT
        ? CompletableFuture.completedFuture(null)
        : Rest.skip(request, settings.readTimeout().toMillis());
  }

  /** How many messages Kafka has when this completes. */
  private CompletableFuture<Integer> accept(Request request) {
    try {
      IngestRequest ingest = IngestRequest.of(request);
      tokens.check(ingest.source(), ingest.headers().get("authorization"));
      MediaTypes.check(ingest);
      door.check();
      Optional<BatchFormat> batch = MediaTypes.batch(ingest);
      int limit = batch.isPresent() ? settings.maxBatchSize() : settings.maxMessageSize();
      return read(request, ingest, limit).thenCompose(body -> write(ingest, batch, body));
    } catch (ProblemException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private CompletableFuture<Taken> read(Request request, IngestRequest ingest, int limit)
      throws ProblemException {
    long announced = request.getLength();
    if (announced > limit) {
      throw Body.tooLarge(limit);
    }
    long bytes = announced < 0 ? limit : announced;
    if (!inFlight.take(ingest.source(), bytes)) {
      throw new ProblemException(
          ProblemCode.TOO_MANY_REQUESTS, "Too much of " + ingest.source() + " is under way");
    }
    return Body.read(request, limit, settings.readTimeout().toMillis())
        .whenComplete(
            (body, e) -> {
              if (e != null) {
                inFlight.giveBack(ingest.source(), bytes);
              }
            })
        .thenApply(body -> new Taken(body, bytes));
  }

  /** A body, and how much of the memory for requests was taken for it. */
  private record Taken(byte[] body, long bytes) {}

  private CompletableFuture<Integer> write(
      IngestRequest ingest, Optional<BatchFormat> batch, Taken taken) {
    CompletableFuture<Integer> written;
    try {
      List<DeviceMessage> messages =
          batch.isPresent()
              ? new BatchReader(ingest, settings)
                  .read(batch.get(), Unpacked.of(ingest, taken.body(), settings.maxBatchSize()))
              : List.of(SingleMessage.of(ingest, taken.body()));
      written = door.write(messages).thenApply(done -> messages.size());
    } catch (ProblemException | RuntimeException e) {
      written = CompletableFuture.failedFuture(e);
    }
    return written.whenComplete((done, e) -> inFlight.giveBack(ingest.source(), taken.bytes()));
  }

  private static ProblemException problem(Throwable e) {
    Throwable cause = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
    if (cause instanceof ProblemException problem) {
      return problem;
    }
    if (cause instanceof TimeoutException) {
      return new ProblemException(ProblemCode.REQUEST_TIMEOUT, "The body did not arrive in time");
    }
    LOG.warn("A request failed", cause);
    return new ProblemException(ProblemCode.INTERNAL_ERROR, "See the bridge's log");
  }
}
