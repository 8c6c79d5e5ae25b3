package io.millrace.bench.rules;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The limit that an engine can be measured by: the rules of a workload written by hand as data
 * structures made for them and for nothing else. Thresholds: by metric and group, sorted, so that
 * only those that match are visited. Sequences: by metric, sorted by limit, with the times of first
 * events that wait for each device and rule. It checks the engine's count besides.
 */
public final class PlainIndex implements Contender {
  private static final long WITHIN = 60_000;

  /** Above all that rules name, those among them that no device has. */
  private static final int ANY_GROUP = 50;

  private final Map<String, Metric> metrics = new HashMap<>();
  private final Map<String, Waiting[]> devices = new HashMap<>();
  private final boolean absence;
  private final int sequences;
  private long matches;

  /** The rules of one metric. */
  private static final class Metric {
    private final double[][] above = new double[ANY_GROUP + 1][0];
    private final double[][] below = new double[ANY_GROUP + 1][0];
    private Step[] first = {};
    private Step[] second = {};
  }

  /** A step of the sequence with this number. */
  private record Step(int sequence, double limit) {}

  /** Times of first events of one device and sequence, the oldest first. */
  private static final class Waiting {
    private long[] times = new long[2];
    private int head;
    private int tail;

    /** Forgets those that wait for too long; returns how many. */
    int expire(long before) {
      int old = head;
      while (head < tail && times[head] < before) {
        head++;
      }
      return head - old;
    }

    int drain() {
      int count = tail - head;
      head = 0;
      tail = 0;
      return count;
    }

    void add(long at) {
      if (tail == times.length) {
        int count = tail - head;
        long[] target = count > times.length / 2 ? new long[2 * times.length] : times;
        System.arraycopy(times, head, target, 0, count);
        times = target;
        head = 0;
        tail = count;
      }
      times[tail++] = at;
    }
  }

  /** Thresholds alone, or sequences alone, or one absence. */
  public PlainIndex(List<? extends Work> workload) {
    int number = 0;
    boolean absent = false;
    for (Work work : workload) {
      if (work instanceof Work.Threshold rule) {
        threshold(rule);
      } else if (work instanceof Work.Sequence rule) {
        steps(number++, rule.first(), rule.firstLimit(), rule.second(), rule.secondLimit());
      } else if (work instanceof Work.Absence rule) {
        absent = true;
        steps(number++, rule.first(), rule.firstLimit(), rule.second(), rule.secondLimit());
      } else {
        throw new IllegalArgumentException("Not written by hand: " + work);
      }
    }
    absence = absent;
    sequences = number;
  }

  /** Whether these are among what it can do. */
  public static boolean can(List<? extends Work> workload) {
    return workload.stream()
        .noneMatch(w -> w instanceof Work.TumblingMean || w instanceof Work.SlidingMean);
  }

  private void threshold(Work.Threshold rule) {
    Metric metric = metrics.computeIfAbsent(rule.metric(), name -> new Metric());
    int group = rule.group() == Work.Threshold.ANY ? ANY_GROUP : rule.group();
    double[][] limits = rule.above() ? metric.above : metric.below;
    limits[group] = sorted(limits[group], rule.limit());
  }

  private static double[] sorted(double[] limits, double limit) {
    double[] more = Arrays.copyOf(limits, limits.length + 1);
    more[limits.length] = limit;
    Arrays.sort(more);
    return more;
  }

  private void steps(int number, String first, double above, String second, double limit) {
    Metric a = metrics.computeIfAbsent(first, name -> new Metric());
    a.first = sorted(a.first, new Step(number, above));
    Metric b = metrics.computeIfAbsent(second, name -> new Metric());
    b.second = sorted(b.second, new Step(number, limit));
  }

  private static Step[] sorted(Step[] steps, Step step) {
    Step[] more = Arrays.copyOf(steps, steps.length + 1);
    more[steps.length] = step;
    Arrays.sort(more, (x, y) -> Double.compare(x.limit(), y.limit()));
    return more;
  }

  @Override
  public void accept(Reading reading) {
    Metric metric = metrics.get(reading.metric());
    if (metric == null) {
      return;
    }
    if (sequences == 0) {
      thresholds(metric, reading.group(), reading.value());
      thresholds(metric, ANY_GROUP, reading.value());
    } else {
      sequence(metric, reading);
    }
  }

  private void thresholds(Metric metric, int group, double value) {
    double[] above = metric.above[group];
    for (int i = 0; i < above.length && value > above[i]; i++) {
      matches++;
    }
    double[] below = metric.below[group];
    for (int i = below.length - 1; i >= 0 && value < below[i]; i--) {
      matches++;
    }
  }

  private void sequence(Metric metric, Reading reading) {
    double value = reading.value();
    boolean none =
        (metric.first.length == 0 || !(value > metric.first[0].limit()))
            && (metric.second.length == 0 || !(value > metric.second[0].limit()));
    if (none) {
      return;
    }
    Waiting[] waiting =
        devices.computeIfAbsent(reading.deviceId(), device -> new Waiting[sequences]);
    long at = reading.timestamp();
    for (int i = 0; i < metric.second.length && value > metric.second[i].limit(); i++) {
      Waiting firsts = waiting[metric.second[i].sequence()];
      if (firsts != null) {
        int expired = firsts.expire(at - WITHIN);
        int answered = firsts.drain();
        matches += absence ? expired : answered;
      }
    }
    for (int i = 0; i < metric.first.length && value > metric.first[i].limit(); i++) {
      int number = metric.first[i].sequence();
      Waiting firsts = waiting[number];
      if (firsts == null) {
        firsts = new Waiting();
        waiting[number] = firsts;
      }
      int expired = firsts.expire(at - WITHIN);
      matches += absence ? expired : 0;
      firsts.add(at);
    }
  }

  @Override
  public void close(long at) {
    if (absence) {
      for (Waiting[] waiting : devices.values()) {
        for (Waiting firsts : waiting) {
          matches += firsts == null ? 0 : firsts.drain();
        }
      }
    }
  }

  @Override
  public long matches() {
    return matches;
  }
}
