package io.millrace.bench.load;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Two jobs that take turns, so that what else the machine does hits both.
 *
 * @param bytes mean size of a payload
 */
record Rounds(PrintWriter out, int count, double bytes) {
  /** Of every job before it is measured; most of its hot code is compiled by then. */
  static final Duration WARM_UP = Duration.ofSeconds(4);

  /** Runs a job once, from its first message on. */
  @FunctionalInterface
  interface Turn {
    Throughput run(int round) throws Exception;
  }

  /** Prints each turn, the medians, and the ratio of the second job to the first. */
  void compare(String firstName, Turn first, String secondName, Turn second) throws Exception {
    List<Throughput> ofFirst = new ArrayList<>();
    List<Throughput> ofSecond = new ArrayList<>();
    for (int round = 1; round <= count; round++) {
      ofFirst.add(shown(round + " " + firstName, first.run(round)));
      ofSecond.add(shown(round + " " + secondName, second.run(round)));
    }
    out.println();
    Throughput one = shown("median " + firstName, Throughput.median(ofFirst));
    Throughput two = shown("median " + secondName, Throughput.median(ofSecond));
    double ratio = two.perSecond() / one.perSecond();
    line(
        "ratio of the medians: %.2f in messages/s, %.2f in messages/s per core",
        ratio, two.perCore() / one.perCore());
  }

  private Throughput shown(String name, Throughput it) {
    line(
        "%-28s %,10.0f messages/s %7.1f MB/s %,10.0f messages/s per core  (%.1f s, %.2f cores)",
        name, it.perSecond(), it.perSecond() * bytes / 1e6, it.perCore(), it.seconds(), it.cores());
    return it;
  }

  private void line(String format, Object... values) {
    out.println("  " + String.format(Locale.ROOT, format, values));
    out.flush();
  }
}
