package io.millrace.service.deadletter;

import io.millrace.schemas.avro.DeadLetterState;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which dead letters are meant; null stands for any, and all conditions must hold.
 *
 * @param state null or empty for open ones
 * @param from earliest time of the refusal
 * @param to time of the refusal before which it must lie
 */
@Schema(name = "DeadLetterFilter", description = "Which letters; all conditions must hold.")
record LetterFilter(
    @Nullable @Schema(description = "Default: OPEN.") Set<DeadLetterState> state,
    @Nullable @Schema(example = "wrong-type") String code,
    @Nullable @Schema(example = "map") String stage,
    @Nullable @Schema(description = "Who sent the message.") String source,
    @Nullable @Schema(description = "Id of the mapping or other definition that refused it.")
        String mapping,
    @Nullable String device,
    @Nullable @Schema(description = "Refused at or after.") Instant from,
    @Nullable @Schema(description = "Refused before.") Instant to,
    @Nullable
        @Schema(
            description =
                "Words that must all occur in reason, path, device, source, trace id or the"
                    + " beginning of the payload, the last as a beginning.")
        String q) {

  Set<DeadLetterState> states() {
    return state == null || state.isEmpty() ? Set.of(DeadLetterState.OPEN) : state;
  }
}
