package io.millrace.bridge.dispatch;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Makes delivery failures of whatever went wrong. */
final class Failures {
  private Failures() {}

  /** The same future, whose failure is translated. */
  static <T> CompletableFuture<T> as(
      CompletableFuture<T> future, Function<Throwable, DeliveryException> translation) {
    CompletableFuture<T> translated = new CompletableFuture<>();
    future.whenComplete(
        (value, error) -> {
          if (error == null) {
            translated.complete(value);
          } else {
            translated.completeExceptionally(translation.apply(cause(error)));
          }
        });
    return translated;
  }

  /** What a failed try failed of. */
  static DeliveryException of(Throwable error) {
    Throwable cause = cause(error);
    if (cause instanceof DeliveryException known) {
      return known;
    }
    if (cause instanceof TimeoutException) {
      return DeliveryException.passing("timeout", "No answer in time");
    }
    return DeliveryException.passing("transport-failed", String.valueOf(cause));
  }

  private static Throwable cause(Throwable error) {
    return error instanceof CompletionException && error.getCause() != null
        ? error.getCause()
        : error;
  }
}
