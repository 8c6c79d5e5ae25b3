package io.millrace.udfs.backtest.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
  @ParameterizedTest
  @CsvSource({
    "2026-01-31T12:00:00Z, 2026-01-31T12:00:00Z",
    "2026-01-31T12:00:00.250+01:00, 2026-01-31T11:00:00.250Z",
    "2026-01-31T12:00+02, 2026-01-31T10:00:00Z",
    "2026-01-31 12:00:00, 2026-01-31T12:00:00Z",
    "2026-01-31T12:00, 2026-01-31T12:00:00Z",
    "2026-01-31, 2026-01-31T00:00:00Z",
    "2014-04-10 07:15:00.000000, 2014-04-10T07:15:00Z",
    "1700000040000, 2023-11-14T22:14:00Z"
  })
  void readsWhatFilesHold(String text, Instant instant) {
    assertThat(Times.of(text)).isEqualTo(instant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "12", "yesterday", "2026-13-01", "2026-01-31T25:00:00Z", "NaN"})
  void refusesWhatIsNoTime(String text) {
    assertThatThrownBy(() -> Times.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is no time");
  }

  @Test
  void passesOverSpaceAroundIt() {
    assertThat(Times.of(" 2026-01-31 ")).isEqualTo(Instant.parse("2026-01-31T00:00:00Z"));
  }
}
