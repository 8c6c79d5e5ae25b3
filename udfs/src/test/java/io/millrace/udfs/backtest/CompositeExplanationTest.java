package io.millrace.udfs.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.schemas.avro.Alert;
import io.millrace.schemas.avro.Observation;
import io.millrace.schemas.avro.Origin;
import io.millrace.udfs.rules.ObservationEvent;
import io.millrace.udfs.rules.Rule;
import io.millrace.udfs.rules.Stage;
import io.millrace.udfs.rules.host.Recorded;
import io.millrace.udfs.rules.host.RuleHost;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A composite's alert is explained by what its inputs judged; how far back rules are read. */
class CompositeExplanationTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Rule HOT =
      Stage.compiled(
          1,
          """
          {"id": "hot", "kind": "threshold", "objectType": "sensor", "condition": "t > 90.0",
           "for": "PT20S", "message": "{room}"}""");
  private static final Rule ROOM =
      Stage.compiled(
          1,
          """
          {"id": "room-hot", "kind": "composite", "objectType": "room", "by": "room",
           "inputs": {"hot": {"rule": "hot"}}, "when": "hot >= 2", "within": "PT5M",
           "for": "PT10S"}""");

  @Test
  void comes_out_again_byte_for_byte() {
    List<Observation> history = history();
    for (Alert alert : alerts(history)) {
      JsonNode stored = BacktestJson.of(alert);
      Explanation explanation = new Explainer(List.of(ROOM, HOT), stored).explain(history);
      assertThat(explanation.differences()).isEmpty();
      assertThat(explanation.same()).isTrue();
      assertThat(explanation.missing()).isEmpty();
      Explanation alone = new Explainer(List.of(ROOM), stored).explain(history);
      assertThat(alone.same()).as("without its inputs nothing comes out").isFalse();
      assertThat(alone.missing()).hasSize(2);
    }
  }

  @Test
  void tells_which_inputs_do_not_come_out() {
    List<Observation> history = history();
    JsonNode stored = BacktestJson.of(alerts(history).get(0));
    List<Observation> rest = history.stream().filter(o -> !o.getObjectId().equals("s2")).toList();
    Explanation explanation = new Explainer(List.of(ROOM, HOT), stored).explain(rest);
    assertThat(explanation.same()).isFalse();
    assertThat(explanation.missing()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"kind\": \"threshold\", \"condition\": \"t > 1\", \"for\": \"PT1H\","
            + " \"clear\": {\"for\": \"PT30M\"}, \"cooldown\": \"P3D\"|PT73H30M",
        "\"kind\": \"threshold\", \"condition\": \"t > 1\", \"lateness\": \"PT5M\"|PT5M",
        "\"kind\": \"threshold\", \"condition\": \"t > 1\","
            + " \"flap\": {\"changes\": 3, \"within\": \"P2D\"}|P2D",
        "\"kind\": \"threshold\", \"condition\": \"t > 1\", \"order\": \"event-time\","
            + " \"disorder\": \"PT10M\"|PT10M",
        "\"kind\": \"window\", \"window\": {\"type\": \"tumbling\", \"size\": \"P7D\"},"
            + " \"having\": \"count > 3\", \"lateness\": \"PT1H\"|PT169H",
        "\"kind\": \"window\", \"window\": {\"type\": \"session\", \"gap\": \"PT5M\"},"
            + " \"having\": \"count > 3\"|PT5M",
        "\"kind\": \"absence\", \"for\": \"P10D\"|P10D",
        "\"kind\": \"pattern\", \"pattern\": {\"within\": \"P2D\", \"stages\":"
            + " [{\"name\": \"a\", \"where\": \"t > 1\"}, {\"name\": \"b\", \"where\": \"t < 1\","
            + " \"withinPrevious\": \"PT1H\"}]}|PT49H"
      })
  void the_look_back_follows_the_rules_own_times(String fields, Duration own) {
    Rule rule = Stage.compiled(1, "{\"id\": \"r\", \"objectType\": \"machine\", " + fields + "}");
    assertThat(Duration.ofMillis(RuleReach.millis(List.of(rule))))
        .isEqualTo(own.plus(Duration.ofDays(1)));
  }

  @Test
  void a_composite_looks_back_as_far_as_its_inputs_from_there() {
    assertThat(Duration.ofMillis(RuleReach.millis(List.of(ROOM, HOT))))
        .isEqualTo(Duration.ofDays(1).plus(Duration.parse("PT5M30S")));
  }

  private static List<Alert> alerts(List<Observation> history) {
    Recorded recorded = new Recorded();
    RuleHost host = new RuleHost(recorded);
    host.put(HOT);
    host.put(ROOM);
    for (Observation observation : history) {
      ObservationEvent event = new ObservationEvent(observation);
      host.advance(event.timestamp() - 1);
      host.onEvent(event);
    }
    List<Alert> found =
        recorded.alerts().stream().filter(a -> a.getRuleId().equals("room-hot")).toList();
    assertThat(found).extracting(a -> a.getState().toString()).containsExactly("OPEN", "CLEARED");
    return found;
  }

  private static List<Observation> history() {
    List<Observation> history = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      String sensor = "s" + i % 4;
      boolean hot = i > 7 && i < 25 && (sensor.equals("s1") || sensor.equals("s2"));
      history.add(observation(i, sensor, hot ? 95 : 20));
    }
    return history;
  }

  private static Observation observation(int number, String sensor, double t) {
    Instant at = NOON.plusSeconds(5L * number);
    return Observation.newBuilder()
        .setId("o" + number)
        .setTraceId("t" + number)
        .setDeviceId("d-" + sensor)
        .setObjectType("sensor")
        .setObjectId(sensor)
        .setObservedAt(at)
        .setReceivedAt(at.plusMillis(40))
        .setProperties(new HashMap<>(Map.of("t", t, "room", "kitchen")))
        .setMappingId("sensors")
        .setMappingVersion(1)
        .setOrigin(new Origin("device-messages", 0, (long) number, 0))
        .build();
  }
}
