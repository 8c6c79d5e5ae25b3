package io.millrace.udfs.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.udfs.backtest.plot.Level;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LevelsTest {
  @ParameterizedTest
  @CsvSource({
    "temperature > 80.5, 80.5",
    "site == 'A' && temperature<=-3, -3",
    "90 < temperature, 90",
    "avg >= 1.5e3, 1500",
    "series == 'value > 3' && temperature > 4, 4"
  })
  void findsNumbers(String condition, double value) {
    assertThat(Levels.of(condition, "temperature")).extracting(Level::value).containsExactly(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "humidity > 80.0",
        "temperature > limit",
        "temperature > 2.0 * limit",
        "outer_temperature > 2.0",
        "stddev > 2.0"
      })
  void leavesOthersOut(String condition) {
    assertThat(Levels.of(condition, "temperature")).isEmpty();
  }
}
