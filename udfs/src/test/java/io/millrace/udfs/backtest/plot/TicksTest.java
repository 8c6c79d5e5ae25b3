package io.millrace.udfs.backtest.plot;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.udfs.backtest.plot.Ticks.Tick;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TicksTest {
  @Test
  void numbersAreRound() {
    assertThat(Ticks.numbers(-0.3, 0.8, 6)).extracting(Tick::text).startsWith("-0.2", "0.0", "0.2");
    assertThat(Ticks.numbers(0, 97, 6)).extracting(Tick::text).startsWith("0", "20", "40");
    assertThat(Ticks.numbers(0, 3.1e8, 6)).extracting(Tick::text).contains("1.00e+08");
  }

  @Test
  void timesAreRoundAndNeverTooMany() {
    long from = Instant.parse("2026-01-31T12:07:00Z").toEpochMilli();
    assertThat(Ticks.times(from, from + Duration.ofHours(2).toMillis(), 10))
        .extracting(Tick::text)
        .startsWith("Jan 31 12:15", "Jan 31 12:30");
    assertThat(Ticks.times(from, from + Duration.ofDays(14).toMillis(), 10))
        .extracting(Tick::text)
        .startsWith("Feb 2", "Feb 4");
    for (long span = 1_000; span < 1_000_000_000_000L; span *= 3) {
      assertThat(Ticks.times(from, from + span, 10).size()).isLessThanOrEqualTo(30);
    }
  }
}
