package io.millrace.bench.rules;

import java.util.ArrayList;
import java.util.List;

/** The fixed work, by the names that the peers have for it. */
public final class Workload {
  private static final int METRICS = 8;
  private static final int GROUPS = 25;

  private Workload() {}

  /**
   * The rules of a workload.
   *
   * @param name W1, W2, W3, W4t, W4s, W5, W6, W7, T and a number of thresholds, or E and a number
   *     of which the first alone ever matches
   * @throws IllegalArgumentException for any other
   */
  public static List<Work> rules(String name) {
    return switch (name) {
      case "W1" -> List.of(new Work.Threshold("m0", Work.Threshold.ANY, true, 95.03));
      case "W2" -> thresholds(100);
      case "W3" -> thresholds(1000);
      case "W4t" -> means(false);
      case "W4s" -> means(true);
      case "W5" -> List.of(new Work.Sequence("m0", 90.03, "m1", 90.03));
      case "W6" -> sequences();
      case "W7" -> List.of(new Work.Absence("m0", 90.03, "m1", 90.03));
      default -> {
        if (name.matches("E[1-9]\\d{0,5}")) {
          yield asOne(Integer.parseInt(name.substring(1)));
        }
        if (!name.matches("T[1-9]\\d{0,5}")) {
          throw new IllegalArgumentException("There is no workload " + name);
        }
        yield thresholds(Integer.parseInt(name.substring(1)));
      }
    };
  }

  /**
   * Spread over 8 metrics and 25 groups: of n rules, n / 200 are of an event's metric and group.
   */
  private static List<Work> thresholds(int count) {
    List<Work> rules = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      boolean above = i / (METRICS * GROUPS) % 2 == 0;
      double part = i * 37 % 80 / 16.0 + 0.03;
      double limit = above ? 95 + part : 5 - part + 0.1;
      rules.add(new Work.Threshold("m" + i % METRICS, i / METRICS % GROUPS, above, limit));
    }
    return rules;
  }

  /** W1 and others: half of groups that no device has, half with limits that no value reaches. */
  private static List<Work> asOne(int count) {
    List<Work> rules = new ArrayList<>(rules("W1"));
    for (int i = 1; i < count; i++) {
      boolean nobody = i % 2 == 0;
      int group = i / METRICS % GROUPS + (nobody ? GROUPS : 0);
      double limit = nobody ? 50 + i % 50 : 100 + i % 1000 / 10.0;
      rules.add(new Work.Threshold("m" + i % METRICS, group, true, limit));
    }
    return rules;
  }

  private static List<Work> means(boolean sliding) {
    List<Work> rules = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      String metric = "m" + i % METRICS;
      double limit = 60.03 + 2 * i;
      rules.add(
          sliding ? new Work.SlidingMean(metric, limit) : new Work.TumblingMean(metric, limit));
    }
    return rules;
  }

  private static List<Work> sequences() {
    List<Work> rules = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      int first = i % METRICS;
      int second = (first + 1 + i / METRICS % (METRICS - 1)) % METRICS;
      rules.add(new Work.Sequence("m" + first, 95.03 + 0.04 * i, "m" + second, 90.03 + 0.04 * i));
    }
    return rules;
  }
}
