package io.millrace.service.edit;

import io.millrace.schemas.avro.EditOutcome;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Requests of this instance that wait for what becomes of an edit. */
@Component
class EditWaiters {
  private final Map<String, CompletableFuture<Void>> decided = new ConcurrentHashMap<>();

  /**
   * Completes when the edit is decided, or after this time.
   *
   * <p>To be called before the edit is looked up: what is decided between the two is not missed.
   */
  CompletableFuture<Void> of(String editId, Duration atMost) {
    CompletableFuture<Void> one = decided.computeIfAbsent(editId, id -> new CompletableFuture<>());
    return one.copy()
        .completeOnTimeout(null, atMost.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete((unused, failure) -> decided.remove(editId, one));
  }

  void decided(EditOutcome outcome) {
    CompletableFuture<Void> waiting = decided.remove(outcome.getEditId());
    if (waiting != null) {
      waiting.complete(null);
    }
  }
}
