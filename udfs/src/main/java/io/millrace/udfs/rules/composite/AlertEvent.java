package io.millrace.udfs.rules.composite;

import io.millrace.schemas.avro.Alert;
import io.millrace.schemas.avro.AlertState;
import io.millrace.schemas.avro.Cause;
import io.millrace.udfs.rules.Event;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A change of an alert, as composite rules see it. Its properties are the values of the alert's
 * causes (the first that has one counts, so that they are the same when it opens and when it
 * clears) and {@code alertRule}, {@code alertSeverity}, {@code alertState}, {@code alertKey},
 * {@code alertObjectType}, {@code alertObjectId}.
 *
 * @param objectType of the composite rules that it is for
 */
public record AlertEvent(
    Alert alert, String objectType, long receivedAt, Map<String, @Nullable Object> properties)
    implements Event {
  static final String RULE = "alertRule";

  /** The change for the composite rules of one object type. */
  public static AlertEvent of(Alert alert, String objectType, long receivedAt) {
    Map<String, @Nullable Object> properties = new HashMap<>();
    for (Cause cause : alert.getCauses()) {
      cause.getValues().forEach(properties::putIfAbsent);
    }
    properties.put(RULE, alert.getRuleId());
    properties.put("alertSeverity", alert.getSeverity());
    properties.put("alertState", alert.getState().toString());
    properties.put("alertKey", alert.getKey());
    properties.put("alertObjectType", alert.getObjectType());
    properties.put("alertObjectId", alert.getObjectId());
    return new AlertEvent(alert, objectType, receivedAt, properties);
  }

  /** Whether it is over, or was withdrawn. */
  boolean cleared() {
    return alert.getState() == AlertState.CLEARED;
  }

  /** Whether it is opened and final at once, and so never cleared. */
  boolean momentary() {
    return !cleared() && alert.getClearedAt() != null;
  }

  /** The alert's id: causes of a composite's alert name the alerts that made it. */
  @Override
  public String id() {
    return alert.getId();
  }

  @Override
  public long timestamp() {
    return alert.getClearedAt() == null || momentary()
        ? alert.getOpenedAt().toEpochMilli()
        : alert.getClearedAt().toEpochMilli();
  }

  @Override
  public String deviceId() {
    return first() == null ? "" : first().getDeviceId();
  }

  @Override
  public String traceId() {
    return first() == null ? "" : first().getTraceId();
  }

  @Override
  public String objectId() {
    return alert.getObjectId();
  }

  private @Nullable Cause first() {
    List<Cause> causes = alert.getCauses();
    return causes.isEmpty() ? null : causes.get(0);
  }
}
