package io.millrace.udfs.backtest.plot;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where an axis has its marks, at round numbers and times. */
final class Ticks {
  private static final List<Duration> STEPS =
      List.of(
          Duration.ofSeconds(1),
          Duration.ofSeconds(5),
          Duration.ofSeconds(15),
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          Duration.ofHours(1),
          Duration.ofHours(3),
          Duration.ofHours(6),
          Duration.ofHours(12),
          Duration.ofDays(1),
          Duration.ofDays(2),
          Duration.ofDays(7),
          Duration.ofDays(28),
          Duration.ofDays(91),
          Duration.ofDays(364),
          Duration.ofDays(3640));

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MMM d", Locale.ENGLISH);
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("MMM d HH:mm", Locale.ENGLISH);
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH);
  private static final DateTimeFormatter YEAR =
      DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ENGLISH);

  private Ticks() {}

  /** A mark and its text. */
  record Tick(double at, String text) {}

  /** At most about this many, at 1, 2 or 5 times a power of ten. */
  static List<Tick> numbers(double least, double greatest, int about) {
    double rough = (greatest - least) / about;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double step = rough <= power ? power : rough <= 2 * power ? 2 * power : 5 * power;
    step = rough > 5 * power ? 10 * power : step;
    List<Tick> ticks = new ArrayList<>();
    for (double at = Math.ceil(least / step) * step; at <= greatest; at += step) {
      double exact = Math.round(at / step) * step;
      ticks.add(new Tick(exact, number(exact, step)));
    }
    return ticks;
  }

  /** A number with as many digits as the step needs. */
  static String number(double value, double step) {
    double size = Math.abs(value);
    if (size >= 1e7 || (size > 0 && size < 1e-4)) {
      return String.format(Locale.ROOT, "%.3g", value);
    }
    int decimals = (int) Math.max(0, Math.min(6, -Math.floor(Math.log10(step) + 1e-9)));
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  /** At most about this many, in UTC. */
  static List<Tick> times(long from, long to, int about) {
    long step = STEPS.get(STEPS.size() - 1).toMillis();
    for (int i = STEPS.size() - 1; i >= 0 && (to - from) / STEPS.get(i).toMillis() < about; i--) {
      step = STEPS.get(i).toMillis();
    }
    List<Tick> ticks = new ArrayList<>();
    for (long at = Math.floorDiv(from + step - 1, step) * step; at <= to; at += step) {
      ticks.add(new Tick(at, time(at, step)));
    }
    return ticks;
  }

  private static String time(long at, long step) {
    DateTimeFormatter form =
        step < 60_000 ? SECOND : step < 86_400_000 ? MINUTE : step < 7_800_000_000L ? DAY : YEAR;
    return form.format(Instant.ofEpochMilli(at).atOffset(ZoneOffset.UTC));
  }
}
