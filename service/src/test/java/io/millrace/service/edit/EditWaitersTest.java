package io.millrace.service.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.schemas.avro.EditOutcome;
import io.millrace.schemas.avro.EditStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class EditWaitersTest {
  private final EditWaiters waiters = new EditWaiters();

  @Test
  void whoever_waits_longer_is_told_though_others_gave_up() {
    CompletableFuture<Void> patient = waiters.of("e1", Duration.ofHours(1));
    waiters.of("e1", Duration.ofMillis(1)).join();
    assertThat(patient).isNotDone();
    waiters.decided(outcome("e2"));
    assertThat(patient).isNotDone();
    waiters.decided(outcome("e1"));
    assertThat(patient).isDone();
    assertThat(waiters.size()).isZero();
  }

  @Test
  void who_gave_up_leaves_nothing_behind() {
    waiters.of("e1", Duration.ofMillis(1)).join();
    await().until(() -> waiters.size() == 0);
  }

  private static EditOutcome outcome(String id) {
    return EditOutcome.newBuilder()
        .setEditId(id)
        .setObjectType("crane")
        .setObjectId("c1")
        .setStatus(EditStatus.APPLIED)
        .setSeq(1)
        .setDecidedAt(Instant.EPOCH)
        .build();
  }
}
