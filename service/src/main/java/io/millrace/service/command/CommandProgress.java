package io.millrace.service.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A command with what became of it. */
@Schema(name = "CommandProgress", description = "How far a command has come.")
@JsonInclude(JsonInclude.Include.NON_NULL)
record CommandProgress(
    String id,
    CommandStatus status,
    @Schema(description = "Null if a change of an object, not a command, was told to devices.")
        @Nullable String name,
    @Nullable String objectType,
    @Nullable String objectId,
    @Nullable String deviceId,
    @Nullable String actor,
    @Nullable Instant issuedAt,
    @Nullable Instant expiresAt,
    @Schema(description = "How many devices there are with each status.") Map<String, Long> counts,
    @Schema(description = "By device; at most 500.") List<Delivery> deliveries) {

  /** A command as the index has it. */
  record Accepted(
      String id,
      String name,
      @Nullable String objectType,
      @Nullable String objectId,
      @Nullable String deviceId,
      String actor,
      Instant issuedAt,
      @Nullable Instant expiresAt) {}

  /** The command at one device. */
  @Schema(name = "Delivery")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Delivery(
      @Schema(description = "What the device got as the command's id; the same at each try.")
          String id,
      @Schema(description = "Null if none was found.") @Nullable String deviceId,
      String name,
      CommandStatus status,
      @Schema(description = "How often it was sent, once it has ended.") int attempts,
      @Schema(description = "Stable; why it was not delivered.") @Nullable String code,
      @Schema(description = "The same for people.") @Nullable String reason,
      @Schema(description = "When it ended.") @Nullable Instant at) {}

  /**
   * All that is known.
   *
   * @param accepted null for a change of an object
   */
  static CommandProgress of(
      String id, @Nullable Accepted accepted, Map<String, Long> counts, List<Delivery> deliveries) {
    CommandStatus status = CommandStatus.of(counts);
    if (accepted == null) {
      return new CommandProgress(
          id, status, null, null, null, null, null, null, null, counts, deliveries);
    }
    return new CommandProgress(
        id,
        status,
        accepted.name(),
        accepted.objectType(),
        accepted.objectId(),
        accepted.deviceId(),
        accepted.actor(),
        accepted.issuedAt(),
        accepted.expiresAt(),
        counts,
        deliveries);
  }
}
