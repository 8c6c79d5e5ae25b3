package io.millrace.bridge.dispatch;

import io.millrace.schemas.avro.CommandOutcome;
import io.millrace.schemas.avro.DeadLetter;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Where it is kept what became of commands. */
interface Reports {
  /**
   * Keeps an outcome, and a dead letter with it if there is one.
   *
   * @return completes when both are safe
   */
  CompletableFuture<Void> write(@Nullable CommandOutcome outcome, @Nullable DeadLetter letter);
}
