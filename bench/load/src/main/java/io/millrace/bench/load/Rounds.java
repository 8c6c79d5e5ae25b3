package io.millrace.bench.load;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Jobs that take turns, so that what else the machine does hits all.
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

  /**
   * Prints each turn, the medians, and what each job is of the first.
   *
   * @param jobs by name, in the order of their turns
   */
  void compare(Map<String, Turn> jobs) throws Exception {
    Map<String, List<Throughput>> measured = new LinkedHashMap<>();
    for (int round = 1; round <= count; round++) {
      for (Map.Entry<String, Turn> job : jobs.entrySet()) {
        Throughput it = shown(round + " " + job.getKey(), job.getValue().run(round));
        measured.computeIfAbsent(job.getKey(), name -> new ArrayList<>()).add(it);
      }
    }
    out.println();
    Throughput base = null;
    for (Map.Entry<String, List<Throughput>> job : measured.entrySet()) {
      Throughput it = shown("median " + job.getKey(), Throughput.median(job.getValue()));
      base = base == null ? it : base;
      line(
          "  %.2f of the first in messages/s, %.2f in messages/s per core",
          it.perSecond() / base.perSecond(), it.perCore() / base.perCore());
    }
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
