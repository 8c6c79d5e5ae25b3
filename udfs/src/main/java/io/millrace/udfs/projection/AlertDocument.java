package io.millrace.udfs.projection;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.schemas.avro.Alert;
import io.millrace.schemas.avro.AlertStep;
import io.millrace.schemas.avro.AlertWindow;
import io.millrace.schemas.avro.Cause;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON of an alert: all that its record says. */
final class AlertDocument {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private AlertDocument() {}

  static ObjectNode of(Alert alert) {
    ObjectNode document = JSON.objectNode();
    document.put("id", alert.getId());
    document.put("seq", alert.getSeq());
    document.put("state", alert.getState().name());
    document.put("kind", alert.getKind());
    document.put("ruleId", alert.getRuleId());
    document.put("ruleVersion", alert.getRuleVersion());
    document.put("severity", alert.getSeverity());
    document.put("level", alert.getLevel());
    document.put("message", alert.getMessage());
    document.put("key", key(alert));
    document.put("objectType", alert.getObjectType());
    document.put("objectId", alert.getObjectId());
    document.put("openedAt", alert.getOpenedAt().toString());
    document.put("clearedAt", text(alert.getClearedAt()));
    document.put("reason", alert.getReason());
    document.put("partial", alert.getPartial());
    document.put("corrected", alert.getCorrected());
    document.put("shadow", alert.getShadow());
    document.set("causes", causes(alert.getCauses()));
    why(alert, document);
    return document;
  }

  private static void why(Alert alert, ObjectNode document) {
    ArrayNode steps = document.putArray("steps");
    for (AlertStep step : alert.getSteps()) {
      steps.addObject().put("name", step.getName()).set("causes", causes(step.getCauses()));
    }
    ObjectNode aggregates = document.putObject("aggregates");
    // JSON has no NaN and no infinity.
    alert
        .getAggregates()
        .forEach((name, value) -> aggregates.put(name, Double.isFinite(value) ? value : null));
    AlertWindow window = alert.getWindow();
    if (window != null) {
      document
          .putObject("window")
          .put("start", window.getStart().toString())
          .put("end", window.getEnd().toString());
    }
    ObjectNode thresholds = document.putObject("thresholds");
    alert.getThresholds().forEach(thresholds::put);
  }

  /** Alerts of older releases are about their object. */
  private static String key(Alert alert) {
    return alert.getKey().isEmpty()
        ? alert.getObjectType() + "/" + alert.getObjectId()
        : alert.getKey();
  }

  private static ArrayNode causes(List<Cause> causes) {
    ArrayNode nodes = JSON.arrayNode();
    for (Cause cause : causes) {
      ObjectNode node = nodes.addObject();
      node.put("eventId", cause.getEventId());
      node.put("deviceId", cause.getDeviceId());
      node.put("traceId", cause.getTraceId());
      node.put("observedAt", cause.getObservedAt().toString());
      node.put("receivedAt", cause.getReceivedAt().toString());
      node.set("values", PropertyJson.of(cause.getValues()));
    }
    return nodes;
  }

  private static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }
}
