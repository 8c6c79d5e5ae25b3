package io.millrace.bench.flink;

import io.millrace.bench.rules.Duel;
import java.util.List;
import java.util.Locale;

/**
 * Observations that were judged.
 *
 * @param perSecond of the clock
 * @param perCore second of processor time, all threads of the job together: what else runs on the
 *     machine changes it less
 */
public record Rate(double perSecond, double perCore) {

  public static Rate median(List<Rate> rates) {
    return new Rate(
        Duel.median(rates.stream().map(Rate::perSecond).toList()),
        Duel.median(rates.stream().map(Rate::perCore).toList()));
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%,.0f/s, %,.0f a core", perSecond, perCore);
  }
}
