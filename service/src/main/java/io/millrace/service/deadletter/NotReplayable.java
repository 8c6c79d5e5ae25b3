package io.millrace.service.deadletter;

import io.millrace.schemas.Topics;
import io.millrace.schemas.avro.DeadLetterState;
import java.util.Locale;
import java.util.Optional;

/** Why a letter cannot be replayed; the words are stable. */
enum NotReplayable {
  /** A replay has passed already. */
  ALREADY_RESOLVED,
  /** It is neither a device message nor the row of a data set, or was refused by a later job. */
  NOT_FROM_DEVICE_MESSAGES,
  /** Nothing was sent but a key: there is nothing that could be mapped. */
  NO_PAYLOAD,
  /** Without a key nobody knows whose message it is. */
  NO_DEVICE_ID,
  /** Its bytes are too large for the index, and Kafka stores them no longer. */
  NO_LONGER_STORED,
  /** With the headers of a replay it is larger than its topic takes. */
  TOO_LARGE,
  /** No letter has this id. */
  NOT_FOUND;

  /** In kebab case, as answers have it. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether it is the row of a data set, which an object mapping refused. */
  static boolean isRow(LetterView letter) {
    return letter.topic().equals(Topics.DATASET_ROWS) && letter.definitionId() != null;
  }

  /** What stands against replaying this letter, as far as can be told without its bytes. */
  static Optional<NotReplayable> of(LetterView letter) {
    if (letter.state() == DeadLetterState.RESOLVED) {
      return Optional.of(ALREADY_RESOLVED);
    }
    // What other jobs refuse was made from a message and has no time of receipt of its own.
    if (!letter.topic().equals(Topics.DEVICE_MESSAGES) && !isRow(letter)
        || letter.receivedAt() == null
        || letter.traceId() == null) {
      return Optional.of(NOT_FROM_DEVICE_MESSAGES);
    }
    return letter.size() == null ? Optional.of(NO_PAYLOAD) : Optional.empty();
  }
}
