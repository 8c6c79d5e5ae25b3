package io.millrace.bench.load;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * What a job did in a time.
 *
 * @param messages that its source read
 * @param cpu processor time of the whole TaskManager
 */
record Throughput(long messages, double seconds, Duration cpu) {

  double perSecond() {
    return messages / seconds;
  }

  /** Processors that the TaskManager kept busy. */
  double cores() {
    return cpu.toNanos() / 1e9 / seconds;
  }

  /** Messages a second for each busy processor of the TaskManager. */
  double perCore() {
    return messages / (cpu.toNanos() / 1e9);
  }

  /** The one in the middle by messages a second. */
  static Throughput median(List<Throughput> rounds) {
    return rounds.stream()
        .sorted(Comparator.comparingDouble(Throughput::perSecond))
        .toList()
        .get(rounds.size() / 2);
  }
}
