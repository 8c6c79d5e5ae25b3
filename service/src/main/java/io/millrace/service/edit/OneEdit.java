package io.millrace.service.edit;

import io.millrace.service.web.Wait;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Accepts one edit, and answers with what became of it if that comes in time. */
@Component
class OneEdit {
  private final ObjectEdits edits;

  OneEdit(ObjectEdits edits) {
    this.edits = edits;
  }

  /**
   * @param key with which the request may be repeated
   * @param wait how long to wait for the outcome; null: not at all
   */
  CompletableFuture<ResponseEntity<EditView>> accept(
      AskedEdit asked, @Nullable String key, @Nullable String wait) {
    Duration atMost = Wait.of(wait, Duration.ZERO);
    List<StoredEdit> accepted = edits.accept(List.of(asked), key, false);
    return edits.await(accepted, atMost, now -> answer(EditView.of(now.get(0))));
  }

  private static ResponseEntity<EditView> answer(EditView edit) {
    return edit.status() == EditStatus.ACCEPTED
        ? ResponseEntity.accepted().location(URI.create("/api/v1/edits/" + edit.id())).body(edit)
        : ResponseEntity.ok(edit);
  }
}
