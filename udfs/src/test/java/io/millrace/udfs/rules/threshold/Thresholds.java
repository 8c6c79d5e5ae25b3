package io.millrace.udfs.rules.threshold;

import static io.millrace.udfs.Given.definition;

import io.millrace.schemas.avro.Alert;
import io.millrace.udfs.Given;
import io.millrace.udfs.rules.Event;
import io.millrace.udfs.rules.PropertyTypes;
import io.millrace.udfs.rules.Rule;
import io.millrace.udfs.rules.RuleCompiler;
import io.millrace.udfs.rules.StoredEvent;
import io.millrace.udfs.rules.host.Recorded;
import io.millrace.udfs.rules.host.RuleHost;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Thresholds in the words of the field: temperatures of one machine, minutes after noon. */
final class Thresholds {
  private final Recorded recorded = new Recorded();
  private final RuleHost host = new RuleHost(recorded);
  private int events;

  static Rule rule(String fields) throws Exception {
    return rule(1, fields);
  }

  static Rule rule(long version, String fields) throws Exception {
    String document =
        "{\"id\": \"hot\", \"kind\": \"threshold\", \"objectType\": \"machine\", " + fields + "}";
    return new RuleCompiler(PropertyTypes.unknown())
        .compile(definition("rule", "hot", version, document));
  }

  static Thresholds of(String fields) throws Exception {
    Thresholds thresholds = new Thresholds();
    thresholds.host.put(rule(fields));
    return thresholds;
  }

  RuleHost host() {
    return host;
  }

  Recorded recorded() {
    return recorded;
  }

  /** An observation at a minute after noon. */
  static Event at(int number, double minute, Map<String, Object> properties) {
    long time = Given.NOON.toEpochMilli() + Math.round(minute * 60_000);
    return new StoredEvent(
        "e" + number, time, time, "d1", "t" + number, "machine", "m1", properties);
  }

  Thresholds temperature(double minute, double value) {
    host.onEvent(at(++events, minute, Map.of("temperature", value)));
    return this;
  }

  Thresholds other(double minute) {
    host.onEvent(at(++events, minute, Map.of("load", 1.0)));
    return this;
  }

  Thresholds pass(double minute) {
    host.advance(Given.NOON.plus(Duration.ofSeconds(Math.round(minute * 60))).toEpochMilli());
    return this;
  }

  /** As {@code OPEN@5 warning}: state, minute of event time, level or else severity. */
  List<String> changes() {
    return recorded.alerts().stream().map(Thresholds::text).toList();
  }

  List<String> reasons() {
    return recorded.alerts().stream().map(Alert::getReason).toList();
  }

  private static String text(Alert alert) {
    var at = alert.getClearedAt() == null ? alert.getOpenedAt() : alert.getClearedAt();
    double minute = Duration.between(Given.NOON, at).toMillis() / 60_000.0;
    String level = alert.getLevel() == null ? alert.getSeverity() : alert.getLevel();
    return alert.getState() + "@" + minute + " " + level;
  }
}
