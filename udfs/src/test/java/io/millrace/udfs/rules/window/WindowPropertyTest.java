package io.millrace.udfs.rules.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.schemas.avro.Alert;
import io.millrace.schemas.avro.AlertState;
import io.millrace.udfs.rules.Reading;
import io.millrace.udfs.rules.Stage;
import io.millrace.udfs.rules.host.Recorded;
import io.millrace.udfs.rules.host.RuleHost;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Random windows over random events, out of order within the lateness: what stands in the end is
 * what {@link WindowOracle} computes from all events at once.
 */
class WindowPropertyTest {
  private static final int CASES = 1_000;
  private static final long END = 10_000_000;
  private static final List<String> FUNCTIONS =
      List.of(
          "count", "sum", "avg", "min", "max", "stddev", "percentile", "distinct", "rate", "delta");

  /** One random case. */
  private record Case(
      String shape, long size, long slide, boolean each, String of, double bound, long disorder) {

    String document() {
      String window =
          switch (shape) {
            case "tumbling" -> "\"tumbling\", \"size\": \"" + seconds(size) + "\"";
            case "stepping" ->
                "\"sliding\", \"size\": \"%s\", \"slide\": \"%s\""
                    .formatted(seconds(size), seconds(slide));
            case "sliding" -> "\"sliding\", \"size\": \"" + seconds(size) + "\"";
            default -> "\"session\", \"gap\": \"" + seconds(size) + "\"";
          };
      String percentile = of.equals("percentile") ? ", \"percentile\": 90" : "";
      String value = of.equals("count") ? "" : ", \"of\": \"v\"";
      return """
          {"id": "r", "kind": "window", "objectType": "machine", "mode": "%s",
           "window": {"type": %s}, "lateness": "%s",
           "aggregates": {"x": {"function": "%s"%s%s}}, "having": "x > %s"}"""
          .formatted(
              each ? "each" : "state", window, seconds(disorder), of, value, percentile, literal());
    }

    private String literal() {
      boolean whole = of.equals("count") || of.equals("distinct");
      return whole ? String.valueOf((long) bound) : String.valueOf(bound);
    }

    private static String seconds(long millis) {
      return "PT" + millis / 1000.0 + "S";
    }

    List<WindowOracle.Window> windows(List<Reading> events) {
      return switch (shape) {
        case "tumbling" -> WindowOracle.tumblingOrStepping(events, size, size);
        case "stepping" -> WindowOracle.tumblingOrStepping(events, size, slide);
        case "sliding" -> WindowOracle.sliding(events, size);
        default -> WindowOracle.sessions(events, size);
      };
    }

    List<WindowOracle.Expectation> expected(List<Reading> events) {
      List<WindowOracle.Window> windows = windows(events);
      if (each) {
        return WindowOracle.each(windows, of, bound);
      }
      if (shape.equals("sliding")) {
        return WindowOracle.slidingState(events, size, of, bound);
      }
      boolean counts = Set.of("count", "sum", "distinct").contains(of);
      boolean steps = shape.equals("tumbling") || shape.equals("stepping");
      return WindowOracle.state(
          windows, of, bound, steps ? step() : 0, steps && counts && bound >= 0, END);
    }

    private long step() {
      return shape.equals("tumbling") ? size : slide;
    }
  }

  @Test
  void whatStandsIsWhatAllEventsTogetherGive() {
    int alerts = 0;
    int corrected = 0;
    for (int seed = 0; seed < CASES; seed++) {
      Random random = new Random(seed);
      Case one = random(random);
      List<Reading> events = events(random, one);
      Stage stage = Stage.of(one.document());
      Recorded recorded = new Recorded();
      RuleHost host = new RuleHost(recorded);
      host.put(Stage.compiled(1, one.document()));
      long newest = 0;
      for (Reading event : events) {
        stage.events(event);
        host.onEvent(event);
        newest = Math.max(newest, event.timestamp());
        if (random.nextInt(3) == 0) {
          stage.advance(newest);
          host.advance(newest);
        }
      }
      stage.advance(END);
      host.advance(END);
      assertThat(recorded.alerts())
          .as("both hosts, seed %d: %s", seed, one)
          .isEqualTo(stage.alerts());
      assertThat(stage.failures()).as("seed %d", seed).isEmpty();
      check(seed, one, events, stage);
      alerts += stage.alerts().size();
      corrected += (int) stage.alerts().stream().filter(Alert::getCorrected).count();
    }
    assertThat(alerts).isGreaterThan(CASES);
    assertThat(corrected).isGreaterThan(CASES / 5);
  }

  private static void check(int seed, Case one, List<Reading> events, Stage stage) {
    List<Alert> standing = standing(stage.alerts(), one.each());
    List<WindowOracle.Expectation> expected = one.expected(events);
    String about = "seed %d: %s over %s".formatted(seed, one, events);
    assertThat(standing)
        .as(about)
        .extracting(a -> a.getOpenedAt().toEpochMilli())
        .as(
            about
                + " "
                + standing.stream()
                    .map(
                        a ->
                            a.getOpenedAt().toEpochMilli()
                                + ".."
                                + a.getClearedAt()
                                + a.getReason())
                    .toList()
                + expected)
        .containsExactlyElementsOf(
            expected.stream().map(WindowOracle.Expectation::openedAt).toList());
    boolean open = false;
    for (int i = 0; i < standing.size(); i++) {
      Alert alert = standing.get(i);
      long cleared = alert.getClearedAt() == null ? -1 : alert.getClearedAt().toEpochMilli();
      assertThat(cleared).as(about).isEqualTo(expected.get(i).clearedAt());
      open |= cleared < 0;
      if (one.each()) {
        double exact = expected.get(i).aggregates().get(one.of());
        double slack = approximate(one) ? 0.0101 * Math.abs(exact) : Math.ulp(exact) * 4;
        assertThat(alert.getAggregates().get("x")).as(about).isCloseTo(exact, within(slack));
      }
    }
    assertThat(stage.keys()).as(about).isEqualTo(open ? 1 : 0);
  }

  private static boolean approximate(Case one) {
    return one.of().equals("percentile") && !one.shape().equals("sliding");
  }

  /** The last state of each alert, without those that were withdrawn. */
  private static List<Alert> standing(List<Alert> changes, boolean each) {
    Map<String, Alert> last = new TreeMap<>();
    for (Alert change : changes) {
      Alert before = last.put(change.getId(), change);
      assertThat(change.getSeq()).isEqualTo(before == null ? 1 : before.getSeq() + 1);
    }
    return last.values().stream()
        .filter(a -> !withdrawn(a, each))
        .sorted(Comparator.comparing(Alert::getOpenedAt))
        .toList();
  }

  private static boolean withdrawn(Alert alert, boolean each) {
    return alert.getState() == AlertState.CLEARED
        && alert.getCorrected()
        && (each || alert.getClearedAt().equals(alert.getOpenedAt()));
  }

  private static Case random(Random random) {
    String shape = List.of("tumbling", "stepping", "sliding", "session").get(random.nextInt(4));
    long slide = 1000L * (1 + random.nextInt(4));
    long size =
        shape.equals("stepping")
            ? slide * (1 + random.nextInt(3)) + (random.nextBoolean() ? 500 : 0)
            : 1000L * (1 + random.nextInt(8));
    String of = FUNCTIONS.get(random.nextInt(FUNCTIONS.size()));
    double bound =
        switch (of) {
          case "count", "distinct" -> 1 + random.nextInt(4);
          case "sum" -> random.nextInt(100);
          case "rate", "delta" -> random.nextInt(20) - 10;
          case "stddev" -> random.nextInt(20);
          case "percentile" -> 5 + 10 * random.nextInt(5);
          default -> 20 + random.nextInt(30);
        };
    // Alerts that last, of windows that end with each event, are corrected at events alone; see
    // docs/rules-window.md. They are compared in order.
    boolean each = random.nextBoolean();
    boolean ordered = shape.equals("sliding") && !each;
    long disorder = ordered ? 0 : 1000L * random.nextInt(6);
    return new Case(shape, size, slide, each, of, bound, disorder);
  }

  private static List<Reading> events(Random random, Case one) {
    List<Reading> events = new ArrayList<>();
    Set<Long> times = new HashSet<>();
    long at = 10_000;
    int count = 1 + random.nextInt(40);
    for (int i = 0; i < count; i++) {
      at += random.nextInt(10) == 0 ? random.nextInt(20_000) : random.nextInt(2_000);
      if (times.add(at)) {
        // A sketch may put what is close to the bound on its other side.
        double value = approximate(one) ? random.nextInt(6) * 10.0 : random.nextInt(600) / 10.0;
        events.add(Reading.of("m1", at / 1000.0, "v", value));
      }
    }
    Map<Reading, Long> arrival = new TreeMap<>(Comparator.comparing(Reading::id));
    for (Reading event : events) {
      long late = one.disorder() == 0 ? 0 : random.nextInt((int) one.disorder());
      arrival.put(event, event.timestamp() + late);
    }
    events.sort(Comparator.comparingLong(arrival::get));
    return events;
  }
}
