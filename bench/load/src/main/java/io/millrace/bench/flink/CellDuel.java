package io.millrace.bench.flink;

import io.millrace.bench.rules.Duel;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The rules operator and what it is measured by take turns on a cell.
 *
 * @param warmUp seconds of each turn
 * @param seconds of each turn that are measured
 */
record CellDuel(PrintWriter out, int rounds, double warmUp, double seconds) {

  /** Prints the medians and their ratio; false where the matches are not the right ones. */
  boolean run(Cell cell) throws Exception {
    List<Judge> judges = List.of(Judge.RULES, cell.measure());
    for (Judge judge : judges) {
      if (judge != Judge.FRAME && !passes(cell, judge)) {
        return false;
      }
    }
    Map<Judge, List<Double>> rates = new EnumMap<>(Judge.class);
    for (int round = 0; round < rounds; round++) {
      for (Judge judge : judges) {
        double rate = new CellRun(cell, judge).perSecond(nanos(warmUp), nanos(seconds));
        rates.computeIfAbsent(judge, j -> new ArrayList<>()).add(rate);
      }
    }
    double ours = Duel.median(rates.getOrDefault(Judge.RULES, List.of()));
    double other = Duel.median(rates.getOrDefault(cell.measure(), List.of()));
    line(
        "%s %s  %s  ratio %.2f",
        name(cell), rate(Judge.RULES, rates), rate(cell.measure(), rates), ours / other);
    return true;
  }

  /** Prints the bytes that a device takes in a savepoint. */
  void state(Cell cell) throws Exception {
    line(
        "%s %,.0f bytes of state a device for %d rules",
        name(cell), StateSize.bytesPerDevice(cell), cell.rules().size());
  }

  private boolean passes(Cell cell, Judge judge) throws Exception {
    Check check = Check.of(cell, judge);
    if (!check.passed()) {
      line(
          "%s WRONG: %s has %,d matches in %,d observations, by hand %,d",
          name(cell), text(judge), check.found(), check.observations(), check.expected());
    }
    return check.passed();
  }

  private static String rate(Judge judge, Map<Judge, List<Double>> rates) {
    List<Double> all = rates.getOrDefault(judge, List.of());
    return String.format(
        Locale.ROOT,
        "%s %,.0f/s (%,.0f to %,.0f)",
        text(judge),
        Duel.median(all),
        all.stream().mapToDouble(x -> x).min().orElse(0),
        all.stream().mapToDouble(x -> x).max().orElse(0));
  }

  private static String name(Cell cell) {
    return String.format(
        Locale.ROOT, "%-6s D=%-6d %-7s", cell.work(), cell.devices(), cell.backend().text());
  }

  private static String text(Judge judge) {
    return judge.name().toLowerCase(Locale.ROOT);
  }

  private static long nanos(double seconds) {
    return (long) (seconds * 1e9);
  }

  private void line(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
    out.flush();
  }
}
