package io.millrace.udfs.rules.absence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.millrace.schemas.avro.Alert;
import io.millrace.udfs.rules.Reading;
import io.millrace.udfs.rules.Stage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Random reports, out of order by less than is allowed, and a watermark that lags by as much: told
 * is every gap that is longer than allowed, whatever the order and the pace of the watermark. An
 * alert that is open is cleared by the event that comes first, which need not be the one that
 * happened first.
 */
class AbsencePropertyTest {
  private static final int CASES = 1_000;
  private static final long ALLOWED = 5_000;
  private static final long END = 10_000_000;
  private static final String RULE =
      """
      {"id": "silent", "kind": "absence", "objectType": "machine", "for": "PT5S"}""";

  @Test
  void everyGapIsTold() {
    int told = 0;
    for (int seed = 0; seed < CASES; seed++) {
      Random random = new Random(seed);
      int disorder = 1 + random.nextInt((int) ALLOWED);
      List<Reading> events = events(random);
      Stage stage = Stage.of(RULE);
      long newest = 0;
      List<Reading> arriving = arriving(events, disorder, random);
      for (Reading event : arriving) {
        stage.events(event);
        newest = Math.max(newest, event.timestamp());
        if (random.nextInt(4) == 0) {
          stage.advance(newest - disorder);
        }
      }
      stage.advance(END);
      check(told(stage), gaps(arriving), disorder, "seed %d: %s".formatted(seed, events));
      told += stage.alerts().size();
    }
    assertThat(told).isGreaterThan(CASES);
  }

  /** A gap, or an alert. Milliseconds; the end is -1 where there is none. */
  private record Gap(String machine, long opened, long ended) {}

  private static void check(List<Gap> told, List<Gap> gaps, int disorder, String about) {
    assertThat(told)
        .as(about)
        .extracting(Gap::machine, Gap::opened)
        .containsExactlyElementsOf(gaps.stream().map(g -> tuple(g.machine(), g.opened())).toList());
    for (int i = 0; i < gaps.size(); i++) {
      long ended = gaps.get(i).ended();
      long latest = ended < 0 ? -1 : ended + disorder;
      assertThat(told.get(i).ended()).as(about).isBetween(ended, latest);
    }
  }

  private static List<Gap> told(Stage stage) {
    Map<String, Alert> last = new TreeMap<>();
    stage.alerts().forEach(alert -> last.put(alert.getId(), alert));
    assertThat(last.values()).noneMatch(Alert::getCorrected);
    return last.values().stream()
        .map(a -> new Gap(a.getObjectId(), millis(a.getOpenedAt()), millis(a.getClearedAt())))
        .sorted(Comparator.comparing(Gap::machine).thenComparing(Gap::opened))
        .toList();
  }

  private static long millis(@Nullable Instant time) {
    return time == null ? -1 : time.toEpochMilli();
  }

  /** From the event of each machine on that came first: what was before is not known to be one. */
  private static List<Gap> gaps(List<Reading> arriving) {
    Map<String, List<Long>> times = new TreeMap<>();
    for (Reading event : arriving) {
      List<Long> at = times.computeIfAbsent(event.objectId(), o -> new ArrayList<>());
      if (at.isEmpty() || event.timestamp() >= at.get(0)) {
        at.add(event.timestamp());
      }
    }
    List<Gap> gaps = new ArrayList<>();
    times.forEach(
        (machine, at) -> {
          at.sort(Comparator.naturalOrder());
          for (int i = 0; i < at.size(); i++) {
            long next = i + 1 < at.size() ? at.get(i + 1) : -1;
            if (next < 0 || next - at.get(i) > ALLOWED) {
              gaps.add(new Gap(machine, at.get(i) + ALLOWED, next));
            }
          }
        });
    return gaps;
  }

  private static List<Reading> events(Random random) {
    List<Reading> events = new ArrayList<>();
    for (int machine = 0; machine < 3; machine++) {
      long at = 100_000;
      for (int i = random.nextInt(25); i >= 0; i--) {
        at += 1 + random.nextInt(random.nextInt(5) == 0 ? 30_000 : 4_000);
        events.add(Reading.of("m" + machine, at / 1000.0, "v", 1.0));
      }
    }
    return events;
  }

  /** Each by less than the disorder later than it happened. */
  private static List<Reading> arriving(List<Reading> events, int disorder, Random random) {
    Map<Reading, Long> arrival = new TreeMap<>(Comparator.comparing(Reading::id));
    events.forEach(e -> arrival.put(e, e.timestamp() + random.nextInt(disorder)));
    return events.stream().sorted(Comparator.comparing(arrival::get)).toList();
  }
}
