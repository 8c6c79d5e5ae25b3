package io.millrace.udfs.rules;

import io.millrace.schemas.avro.Alert;
import io.millrace.schemas.avro.AlertStep;
import io.millrace.schemas.avro.AlertWindow;
import io.millrace.schemas.avro.Cause;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Alerts as Avro records. */
final class AlertRecords {
  private AlertRecords() {}

  static Alert of(AlertChange change) {
    Why why = change.why();
    Key key = change.key();
    RuleHead rule = change.rule();
    Alert alert = new Alert();
    alert.setId(change.id());
    alert.setSeq(change.seq());
    alert.setState(change.state());
    alert.setRuleId(rule.id());
    alert.setRuleVersion(rule.version());
    alert.setSeverity(change.severity());
    alert.setMessage(change.text());
    alert.setObjectType(key.objectType());
    alert.setObjectId(key.value());
    alert.setOpenedAt(Instant.ofEpochMilli(change.openedAt()));
    alert.setClearedAt(
        change.clearedAt() == AlertChange.NEVER ? null : Instant.ofEpochMilli(change.clearedAt()));
    alert.setReason(change.reason());
    alert.setCauses(causes(why.causes(), rule.reads()));
    alert.setKind(rule.kind());
    alert.setKey(key.text());
    alert.setSteps(steps(why.steps(), rule.reads()));
    alert.setAggregates(copy(why.aggregates()));
    alert.setWindow(window(why.window()));
    alert.setThresholds(copy(why.thresholds()));
    alert.setLevel(change.level());
    alert.setPartial(change.partial());
    alert.setCorrected(change.corrected());
    alert.setShadow(rule.shadow());
    return alert;
  }

  /** Most are empty, and nobody adds to an alert. */
  private static <V> Map<String, V> copy(Map<String, V> values) {
    return values.isEmpty() ? Map.of() : new HashMap<>(values);
  }

  private static @Nullable AlertWindow window(Why.@Nullable Span span) {
    return span == null
        ? null
        : new AlertWindow(Instant.ofEpochMilli(span.start()), Instant.ofEpochMilli(span.end()));
  }

  private static List<AlertStep> steps(List<Why.Step> steps, Set<String> reads) {
    if (steps.isEmpty()) {
      return List.of();
    }
    List<AlertStep> records = new ArrayList<>(steps.size());
    steps.forEach(step -> records.add(new AlertStep(step.name(), causes(step.causes(), reads))));
    return records;
  }

  private static List<Cause> causes(List<Event> events, Set<String> reads) {
    List<Cause> records = new ArrayList<>(events.size());
    events.forEach(event -> records.add(cause(event, reads)));
    return records;
  }

  private static Cause cause(Event event, Set<String> reads) {
    Map<String, Object> values = new HashMap<>();
    Map<String, @Nullable Object> properties = event.properties();
    for (String name : reads) {
      Object value = properties.get(name);
      if (value != null) {
        values.put(name, GeoPoints.asAvro(value));
      }
    }
    return new Cause(
        event.id(),
        event.deviceId(),
        event.traceId(),
        Instant.ofEpochMilli(event.timestamp()),
        Instant.ofEpochMilli(event.receivedAt()),
        values);
  }
}
