package io.millrace.udfs.rules.threshold;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.udfs.rules.Event;
import io.millrace.udfs.rules.Key;
import io.millrace.udfs.rules.KeyState;
import io.millrace.udfs.rules.Rule;
import io.millrace.udfs.rules.RuleEngine;
import io.millrace.udfs.rules.host.Recorded;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same events give the same alerts, whenever timers fire and however often state is stored. */
class ThresholdReplayTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"condition\": \"t > 5\"",
        "\"condition\": \"t > 5\", \"for\": \"PT3M\", \"clear\": {\"for\": \"PT2M\"}",
        "\"condition\": \"t > 5\", \"clear\": \"t < 3\", \"cooldown\": \"PT7M\"",
        "\"condition\": \"t > 5\", \"flap\": {\"changes\": 3, \"within\": \"PT9M\"}",
        "\"cooldown\": \"PT4M\", \"flap\": {\"changes\": 4, \"within\": \"PT11M\"}, \"levels\": ["
            + "{\"name\": \"a\", \"condition\": \"t > 4\", \"clear\": {\"for\": \"PT1M\"}},"
            + "{\"name\": \"b\", \"condition\": \"t > 6\", \"for\": \"PT2M\"},"
            + "{\"name\": \"c\", \"condition\": \"t > 8\", \"clear\": \"t < 7\"}]"
      })
  void isTheSame(String fields) throws Exception {
    int alerts = 0;
    for (int seed = 0; seed < 200; seed++) {
      List<Event> events = events(new SplittableRandom(seed));
      List<String> late = run(Thresholds.rule(fields), events, false, false);
      assertThat(run(Thresholds.rule(fields), events, true, false)).isEqualTo(late);
      assertThat(run(Thresholds.rule(fields), events, true, true)).isEqualTo(late);
      alerts += late.size();
    }
    assertThat(alerts).isGreaterThan(500);
  }

  private static List<Event> events(SplittableRandom random) {
    List<Event> events = new ArrayList<>();
    double minute = 0;
    for (int i = 0; i < 60; i++) {
      minute += random.nextInt(4) == 0 ? random.nextInt(12) : 0.5 * random.nextInt(4);
      String property = random.nextInt(6) == 0 ? "other" : "t";
      events.add(Thresholds.at(i, minute, Map.of(property, (long) random.nextInt(11))));
    }
    return events;
  }

  private static List<String> run(
      Rule rule, List<Event> events, boolean timersAtOnce, boolean stored) throws Exception {
    Recorded recorded = new Recorded();
    RuleEngine engine = new RuleEngine();
    engine.put(rule);
    KeyState state = KeyState.empty(Key.object(events.get(0)));
    for (Event event : events) {
      if (timersAtOnce && state.nextTimer() < event.timestamp()) {
        engine.onTime(state, event.timestamp() - 1, recorded);
      }
      engine.onEvent(state, event, recorded);
      state = stored ? copy(state) : state;
    }
    if (state.nextTimer() != Long.MAX_VALUE) {
      engine.onTime(state, Long.MAX_VALUE - 1, recorded);
    }
    assertThat(recorded.failures()).isEmpty();
    return recorded.alerts().stream().map(Object::toString).toList();
  }

  private static KeyState copy(KeyState state) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    state.write(new DataOutputStream(bytes));
    return KeyState.read(
        state.key(), new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
  }
}
