package io.millrace.bench.flink;

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

  /**
   * Prints each turn, the medians and their ratio; false where the matches are not the right ones.
   */
  boolean run(Cell cell) throws Exception {
    List<Judge> judges = List.of(Judge.RULES, cell.measure());
    for (Judge judge : judges) {
      if (judge != Judge.FRAME && !passes(cell, judge)) {
        return false;
      }
    }
    Map<Judge, List<Rate>> rates = new EnumMap<>(Judge.class);
    for (int round = 1; round <= rounds; round++) {
      // Whoever comes later finds more of Flink compiled, so they begin in turns.
      List<Judge> turns = round % 2 == 1 ? judges : List.of(judges.get(1), judges.get(0));
      for (Judge judge : turns) {
        Rate rate = new CellRun(cell, judge).rate(nanos(warmUp), nanos(seconds));
        rates.computeIfAbsent(judge, j -> new ArrayList<>()).add(rate);
        line("  %d %s %-5s  %s", round, name(cell), text(judge), rate);
      }
    }
    Rate ours = Rate.median(rates.getOrDefault(Judge.RULES, List.of()));
    Rate other = Rate.median(rates.getOrDefault(cell.measure(), List.of()));
    line(
        "%s rules %s; %s %s; ratio %.2f, a core %.2f",
        name(cell),
        ours,
        text(cell.measure()),
        other,
        ours.perSecond() / other.perSecond(),
        ours.perCore() / other.perCore());
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
