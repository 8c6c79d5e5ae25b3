package io.millrace.service.deadletter;

import io.millrace.schemas.avro.DeadLetterState;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter as the index has it and lists show it, without its bytes.
 *
 * @param id of the first letter; it stays the same through all attempts
 * @param receivedAt when Kafka got the message; null where the letter is not a whole message
 * @param letter the last letter itself
 */
@Schema(name = "DeadLetter", description = "A refused message with its last attempt.")
record LetterView(
    String id,
    DeadLetterState state,
    @Schema(description = "1, and one more with each replay.") int attempt,
    @Schema(description = "When it was refused, or let pass, last.") Instant at,
    @Schema(example = "map") String stage,
    @Schema(example = "wrong-type") String code,
    String reason,
    @Schema(description = "The field or place that failed, empty for the whole.") String path,
    @Nullable @Schema(description = "The mapping or other definition that refused it.")
        String definitionId,
    @Nullable Long definitionVersion,
    @Schema(description = "Where the original stands, with partition and offset.") String topic,
    int partition,
    long offset,
    @Nullable String device,
    @Nullable String source,
    @Nullable String contentType,
    @Nullable String traceId,
    @Nullable Instant receivedAt,
    @Nullable @Schema(description = "Bytes of the payload; null where there is none.") Integer size,
    @Nullable
        @Schema(description = "The payload's beginning, as text or 0x and hexadecimal digits.")
        String preview,
    Place letter) {

  /** The letter's own id and place in the topic {@code dead-letters}. */
  @Schema(name = "DeadLetterPlace")
  record Place(String id, int partition, long offset) {}

  /** A stretch of a search result. */
  @Schema(name = "DeadLetters")
  record Listing(
      @Schema(description = "How many match in all.") long total, List<LetterView> items) {}
}
