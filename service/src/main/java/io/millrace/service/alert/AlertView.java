package io.millrace.service.alert;

import io.millrace.schemas.avro.AlertState;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An alert as the index has it and the API shows it. */
@Schema(name = "Alert", description = "An alert in its present state.")
record AlertView(
    String id,
    @Schema(description = "Number of the state within the alert; also the ETag.") long seq,
    AlertState state,
    @Schema(description = "Kind of the rule.") @Nullable String kind,
    String ruleId,
    long ruleVersion,
    String severity,
    @Schema(description = "Level reached, of a rule with levels.") @Nullable String level,
    String message,
    @Schema(description = "What it is about: TYPE/ID, or the value of the rule's 'by'.")
        @Nullable String key,
    String objectType,
    String objectId,
    Instant openedAt,
    @Nullable Instant clearedAt,
    String reason,
    @Schema(description = "A pattern that timed out before it was complete.")
        @Nullable Boolean partial,
    @Schema(description = "Changed by an event that was late or corrected.")
        @Nullable Boolean corrected,
    List<CauseView> causes,
    @Schema(description = "Steps of a pattern, with their events.") @Nullable List<StepView> steps,
    @Schema(description = "Aggregates that decided.", additionalPropertiesSchema = Double.class)
        @Nullable Map<String, Double> aggregates,
    @Schema(description = "Time over which they were taken.") @Nullable WindowView window,
    @Schema(
            description = "Conditions that decided, by their part in the rule.",
            additionalPropertiesSchema = String.class)
        @Nullable Map<String, String> thresholds) {

  /** A step of a pattern. */
  @Schema(name = "AlertStep")
  record StepView(String name, List<CauseView> causes) {}

  /** A stretch of event time. */
  @Schema(name = "AlertWindow")
  record WindowView(Instant start, @Schema(description = "Does not belong to it.") Instant end) {}

  /** An event that made the alert what it is. */
  @Schema(name = "Cause")
  record CauseView(
      String eventId,
      String deviceId,
      String traceId,
      Instant observedAt,
      Instant receivedAt,
      @Schema(
              description = "The properties that the condition read.",
              additionalPropertiesSchema = Object.class)
          Map<String, Object> values) {}

  /** A stretch of a list of alerts. */
  @Schema(name = "Alerts")
  record Listing(
      @Schema(description = "How many match in all.") long total, List<AlertView> items) {}
}
