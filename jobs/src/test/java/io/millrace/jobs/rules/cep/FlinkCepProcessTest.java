package io.millrace.jobs.rules.cep;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.schemas.avro.Definition;
import io.millrace.schemas.avro.DefinitionState;
import io.millrace.udfs.rules.Event;
import io.millrace.udfs.rules.Key;
import io.millrace.udfs.rules.KeyState;
import io.millrace.udfs.rules.PropertyTypes;
import io.millrace.udfs.rules.Rule;
import io.millrace.udfs.rules.RuleCompiler;
import io.millrace.udfs.rules.RuleEngine;
import io.millrace.udfs.rules.StoredEvent;
import io.millrace.udfs.rules.host.Recorded;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A rule on Flink's engine gives the alerts that it gives on ours; state is bytes between events.
 */
class FlinkCepProcessTest {
  private static final String FORM =
      "{\"id\":\"p\",\"kind\":\"pattern\",\"objectType\":\"machine\",\"timeouts\":true,"
          + "\"engine\":\"%s\",\"pattern\":{\"within\":\"PT20S\",%s}}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"stages\":[{\"name\":\"a\",\"where\":\"t > 5.0\"},"
            + "{\"name\":\"b\",\"where\":\"t < 2.0 && t < first(a).t\"}]",
        "\"stages\":[{\"name\":\"a\",\"where\":\"t > 6.0\"},"
            + "{\"name\":\"b\",\"contiguity\":\"notFollowedBy\",\"where\":\"t < 2.0\"}]",
        "\"stages\":[{\"name\":\"a\",\"where\":\"t > 5.0\"},{\"name\":\"b\",\"contiguity\":\"next\","
            + "\"where\":\"t > prev.t\",\"quantifier\":{\"min\":1,\"inner\":\"consecutive\"}}],"
            + "\"afterMatchSkip\":{\"strategy\":\"skip-past-last-event\"}",
        "\"stages\":[{\"name\":\"a\",\"where\":\"t > 4.0\",\"quantifier\":{\"min\":2,\"max\":3,"
            + "\"window\":\"PT6S\"}},{\"name\":\"b\",\"where\":\"t < 3.0\",\"withinPrevious\":\"PT5S\"}]",
        // The time of the last stage is over when the loop before it is left.
        "\"stages\":[{\"name\":\"a\",\"where\":\"t > 4.0\",\"quantifier\":{\"min\":1}},"
            + "{\"name\":\"b\",\"contiguity\":\"notFollowedBy\",\"where\":\"t < 1.0\","
            + "\"withinPrevious\":\"PT0.7S\"}]"
      })
  void bothEnginesGiveTheSameAlerts(String pattern) throws Exception {
    List<String> ours = alerts(compiled(FORM.formatted("native", pattern)));
    Rule onFlink = FlinkCepProcess.of(compiled(FORM.formatted("flink-cep", pattern)));
    assertThat(onFlink.process()).isInstanceOf(FlinkCepProcess.class);
    assertThat(ours).isNotEmpty();
    assertThat(alerts(onFlink)).containsExactlyInAnyOrderElementsOf(ours);
  }

  private static Rule compiled(String document) throws Exception {
    return new RuleCompiler(PropertyTypes.unknown())
        .compile(
            new Definition("rule", "p", 1L, DefinitionState.ACTIVE, document, Instant.EPOCH, null));
  }

  private static List<String> alerts(Rule rule) throws IOException {
    RuleEngine engine = new RuleEngine();
    engine.put(rule);
    Recorded out = new Recorded();
    Random random = new Random(7);
    Key key = new Key("", "machine", "m1");
    KeyState state = KeyState.empty(key);
    for (int i = 0; i < 300; i++) {
      int t = random.nextInt(10);
      // The last one begins a match that stays open.
      Event event = event(i, 1000L * i + random.nextInt(900), i == 299 ? 9 : t);
      engine.advance(event.timestamp() - 1);
      while (state.nextTimer() < event.timestamp()) {
        engine.onTime(state, state.nextTimer(), out);
      }
      engine.onEvent(state, event, out);
      state = through(state);
    }
    assertThat(state.isEmpty()).isFalse();
    engine.remove(rule.head().slot());
    engine.sweep(state, 0, "removed", out);
    assertThat(state.isEmpty()).as("removal frees all state").isTrue();
    assertThat(out.failures()).isEmpty();
    List<String> alerts = new ArrayList<>();
    out.alerts().forEach(a -> alerts.add(a.getId() + " " + a.getOpenedAt() + " " + a.getSteps()));
    return alerts;
  }

  private static KeyState through(KeyState state) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    state.write(new DataOutputStream(bytes));
    return KeyState.read(
        state.key(), new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
  }

  private static Event event(int number, long at, double t) {
    return new StoredEvent(
        "e" + number, at, at, "d", "t" + number, "machine", "m1", Map.of("t", t));
  }
}
