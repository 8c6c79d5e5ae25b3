package io.millrace.service.rule;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the version of a rule that is on trial differs from the one in force. */
@Schema(name = "ShadowDiff", description = "Alerts of a rule against those of its trial.")
record ShadowDiffView(
    String id,
    @Schema(description = "The version of the rule in force.") long version,
    @Schema(description = "The version on trial; it has numbers of its own.") long shadowVersion,
    @Schema(description = "Time of reception from which on both judged.") Instant since,
    @Schema(description = "Alerts that both have, with the same times and severity.") int same,
    @Schema(description = "Alerts that only the rule in force has.") int onlyActive,
    @Schema(description = "Alerts that only the version on trial has.") int onlyShadow,
    @Schema(description = "Alerts that both have, but not alike.") int changed,
    @Schema(description = "There are more alerts than are compared: the newest are.")
        boolean truncated,
    @Schema(description = "All but those that are the same, by time of opening.")
        List<Difference> differences) {

  /** What became of one alert. */
  enum Outcome {
    ONLY_ACTIVE,
    ONLY_SHADOW,
    CHANGED
  }

  /** One alert that is not the same on both sides. */
  @Schema(name = "ShadowDifference")
  record Difference(
      Outcome outcome,
      @Schema(description = "What the alert is about.") String key,
      @Schema(description = "Fields that differ, of alerts that both have.") List<String> fields,
      @Nullable Side active,
      @Nullable Side shadow) {}

  /** An alert on one side. */
  @Schema(name = "ShadowSide")
  record Side(
      String alertId,
      String state,
      String severity,
      Instant openedAt,
      @Nullable Instant clearedAt,
      @Schema(description = "Ids of the events that made it.") List<String> events) {}
}
