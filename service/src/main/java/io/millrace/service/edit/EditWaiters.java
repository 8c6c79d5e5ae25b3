package io.millrace.service.edit;

import io.millrace.schemas.avro.EditOutcome;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Requests of this instance that wait for what becomes of an edit. */
@Component
class EditWaiters {
  private final Map<String, Set<CompletableFuture<Void>>> waiting = new ConcurrentHashMap<>();

  /**
   * Completes when the edit is decided, or after this time.
   *
   * <p>To be called before the edit is looked up: what is decided between the two is not missed.
   */
  CompletableFuture<Void> of(String editId, Duration atMost) {
    CompletableFuture<Void> one = new CompletableFuture<>();
    waiting.compute(
        editId,
        (id, known) -> {
          Set<CompletableFuture<Void>> all = known == null ? ConcurrentHashMap.newKeySet() : known;
          all.add(one);
          return all;
        });
    return one.completeOnTimeout(null, atMost.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete((unused, failure) -> forget(editId, one));
  }

  private void forget(String editId, CompletableFuture<Void> one) {
    waiting.computeIfPresent(
        editId,
        (id, all) -> {
          all.remove(one);
          return all.isEmpty() ? null : all;
        });
  }

  void decided(EditOutcome outcome) {
    Set<CompletableFuture<Void>> all = waiting.remove(outcome.getEditId());
    if (all != null) {
      all.forEach(one -> one.complete(null));
    }
  }

  /** How many edits are waited for. */
  int size() {
    return waiting.size();
  }
}
