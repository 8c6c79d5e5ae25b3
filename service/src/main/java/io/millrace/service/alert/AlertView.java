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
    String ruleId,
    long ruleVersion,
    String severity,
    String message,
    String objectType,
    String objectId,
    Instant openedAt,
    @Nullable Instant clearedAt,
    String reason,
    List<CauseView> causes) {

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
