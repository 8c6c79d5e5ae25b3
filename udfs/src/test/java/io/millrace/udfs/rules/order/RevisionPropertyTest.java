package io.millrace.udfs.rules.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.schemas.avro.Alert;
import io.millrace.schemas.avro.AlertState;
import io.millrace.udfs.rules.Event;
import io.millrace.udfs.rules.Reading;
import io.millrace.udfs.rules.Stage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Within the lateness, the order of arrival is no matter in the end. */
class RevisionPropertyTest {
  private static final int SEEDS = 60;
  private static final int LATENESS = 60;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"condition\": \"t > 5\"",
        "\"condition\": \"t > 5\", \"for\": \"PT7S\", \"clear\": {\"for\": \"PT4S\"}",
        "\"condition\": \"t > 5\", \"clear\": \"t < 3\", \"cooldown\": \"PT20S\"",
        "\"condition\": \"t > 5\", \"flap\": {\"changes\": 3, \"within\": \"PT30S\"}",
        "\"cooldown\": \"PT9S\", \"flap\": {\"changes\": 4, \"within\": \"PT40S\"}, \"levels\": ["
            + "{\"name\": \"a\", \"severity\": \"info\", \"condition\": \"t > 4\","
            + " \"clear\": {\"for\": \"PT3S\"}},"
            + "{\"name\": \"b\", \"severity\": \"warning\", \"condition\": \"t > 6\","
            + " \"for\": \"PT5S\"},"
            + "{\"name\": \"c\", \"severity\": \"critical\", \"condition\": \"t > 8\","
            + " \"clear\": \"t < 7\"}]"
      })
  void any_order_of_arrival_ends_with_the_same_alerts(String fields) {
    int corrected = 0;
    int alerts = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      List<Event> inOrder = events(random);
      List<Alert> expected = run(fields, inOrder);
      List<Alert> found = run(fields, disordered(inOrder, random));
      assertThat(last(found)).as("seed %d", seed).isEqualTo(last(expected));
      assertThat(expected).noneMatch(Alert::getCorrected);
      checkNumbers(found);
      corrected += (int) found.stream().filter(Alert::getCorrected).count();
      alerts += expected.size();
    }
    assertThat(corrected).isGreaterThan(100);
    assertThat(alerts).isGreaterThan(200);
  }

  private static List<Alert> run(String fields, List<Event> arriving) {
    Stage stage =
        Stage.of(
            "{\"id\": \"hot\", \"kind\": \"threshold\", \"objectType\": \"machine\","
                + " \"lateness\": \"PT%dS\", %s}".formatted(LATENESS, fields));
    long newest = Long.MIN_VALUE;
    for (Event event : arriving) {
      newest = Math.max(newest, event.timestamp());
      stage.events(event).advance(newest - 1);
    }
    stage.advance(newest + 3_600_000);
    assertThat(stage.failures()).isEmpty();
    return stage.alerts();
  }

  private static List<Event> events(Random random) {
    List<Event> events = new ArrayList<>();
    double at = 100_000;
    for (int i = 0; i < 60; i++) {
      at += random.nextInt(4) == 0 ? random.nextInt(20) : 0.5 * (1 + random.nextInt(6));
      String property = random.nextInt(6) == 0 ? "other" : "t";
      Map<String, @Nullable Object> values = Map.of(property, (long) random.nextInt(11));
      // Some are of the same time.
      events.add(new Reading("e" + i, "m", Math.round(at * 1000), values));
    }
    return events;
  }

  /** Each comes late by less than the lateness, counted from the newest that came before it. */
  private static List<Event> disordered(List<Event> inOrder, Random random) {
    Map<Event, Long> arrives = new HashMap<>();
    for (Event event : inOrder) {
      int delay = random.nextInt(3) == 0 ? random.nextInt(LATENESS * 1000) : 0;
      arrives.put(event, event.timestamp() + delay);
    }
    List<Event> arriving = new ArrayList<>(inOrder);
    Collections.sort(arriving, (a, b) -> Long.compare(arrives.get(a), arrives.get(b)));
    return arriving;
  }

  /** The alerts as they are told last; one that was withdrawn, or over at once, is none. */
  private static TreeSet<String> last(List<Alert> changes) {
    Map<String, Alert> byId = new HashMap<>();
    changes.forEach(change -> byId.put(change.getId(), change));
    TreeSet<String> last = new TreeSet<>();
    for (Alert alert : byId.values()) {
      if (!alert.getOpenedAt().equals(alert.getClearedAt())) {
        last.add(
            alert.getId()
                + " "
                + alert.getOpenedAt()
                + " "
                + alert.getClearedAt()
                + " "
                + alert.getSeverity());
      }
    }
    return last;
  }

  private static void checkNumbers(List<Alert> changes) {
    Map<String, Alert> before = new HashMap<>();
    for (Alert change : changes) {
      Alert known = before.put(change.getId(), change);
      assertThat(change.getSeq()).isEqualTo(known == null ? 1 : known.getSeq() + 1);
      assertThat(change.getClearedAt() == null).isEqualTo(change.getState() != AlertState.CLEARED);
      if (known == null) {
        assertThat(change.getState()).isEqualTo(AlertState.OPEN);
      }
    }
  }
}
