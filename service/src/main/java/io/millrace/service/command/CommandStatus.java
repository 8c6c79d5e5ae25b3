package io.millrace.service.command;

import io.millrace.udfs.projection.CommandDocument;
import java.util.List;
import java.util.Map;

/** How far a command has come; of a command for many devices, how far at all of them. */
enum CommandStatus {
  /** Kafka has it; no device was found yet. */
  ACCEPTED,
  /** On its way to one device at least. */
  SENT,
  /** All devices got it. */
  DELIVERED,
  /** It ended, and one device at least did not get it. */
  FAILED,
  /** It ended, and one device at least did not get it in time. */
  EXPIRED;

  /** The first that is there decides. */
  private static final List<CommandStatus> ORDER = List.of(SENT, FAILED, EXPIRED, DELIVERED);

  /**
   * The status of a whole command.
   *
   * @param deliveries how many devices there are with each status, as {@link CommandDocument} names
   *     them
   */
  static CommandStatus of(Map<String, Long> deliveries) {
    return ORDER.stream()
        .filter(status -> deliveries.getOrDefault(status.name(), 0L) > 0)
        .findFirst()
        .orElse(ACCEPTED);
  }
}
