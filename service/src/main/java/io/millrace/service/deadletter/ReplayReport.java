package io.millrace.service.deadletter;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a replay did. Whether the messages pass now is told by the letters' state, as soon as the
 * ingest job has read them.
 *
 * @param matched letters that the request is about; those over the limit are left
 */
@Schema(name = "DeadLetterReplayReport", description = "What was sent again.")
record ReplayReport(
    @Schema(description = "How many letters the request is about.") long matched,
    @Schema(description = "Messages that Kafka has taken.") long replayed,
    @Schema(
            description = "Letters that cannot be replayed, by reason.",
            example = "{\"no-payload\":2}")
        Map<String, Long> notReplayable,
    @Schema(description = "Letters over the limit: the same request again goes on with them.")
        long left) {

  /** Counts while a replay goes on. */
  static final class Tally {
    private final Map<String, Long> notReplayable = new TreeMap<>();
    private long replayed;
    private long refused;

    void replayed() {
      replayed++;
    }

    void refused(NotReplayable reason, long letters) {
      if (letters > 0) {
        notReplayable.merge(reason.word(), letters, Long::sum);
        refused += letters;
      }
    }

    long count() {
      return replayed;
    }

    ReplayReport report(long matched) {
      return new ReplayReport(
          matched, replayed, notReplayable, Math.max(0, matched - replayed - refused));
    }
  }
}
