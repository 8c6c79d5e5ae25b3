package io.millrace.local.demo.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CountChecksTest {
  private static final Map<String, Long> BAD = Map.of("tombstone", 3L, "oversized", 2L);

  @Test
  void allHoldWhenEverythingCameOut() {
    CountChecks counts = new CountChecks(110, 100, 5, BAD, 100, BAD);
    assertThat(counts.complete()).isTrue();
    assertThat(counts.checks()).hasSize(5).allMatch(Check::holds);
  }

  @Test
  void aLostMessageFails() {
    CountChecks counts = new CountChecks(110, 100, 5, BAD, 99, BAD);
    assertThat(counts.complete()).isFalse();
    assertThat(failed(counts)).isEqualTo(3);
  }

  @Test
  void aDuplicateThatPassedFails() {
    assertThat(failed(new CountChecks(110, 100, 5, BAD, 101, BAD))).isEqualTo(3);
  }

  @Test
  void deadLettersThatSwapTheirCodesFailThoughTheSumHolds() {
    Map<String, Long> swapped = Map.of("tombstone", 2L, "oversized", 3L);
    CountChecks counts = new CountChecks(110, 100, 5, BAD, 100, swapped);
    assertThat(counts.complete()).isTrue();
    assertThat(failed(counts)).isEqualTo(2);
  }

  @Test
  void aCodeThatNobodyExpectsFails() {
    Map<String, Long> more = Map.of("tombstone", 3L, "oversized", 2L, "no-mapping", 1L);
    assertThat(new CountChecks(110, 100, 5, BAD, 99, more).checks())
        .anyMatch(check -> check.name().contains("no-mapping") && !check.holds());
  }

  @Test
  void withoutBadMessagesThereMustBeNoDeadLetter() {
    assertThat(new CountChecks(9, 9, 0, Map.of(), 9, Map.of()).checks())
        .hasSize(4)
        .allMatch(Check::holds);
  }

  private static long failed(CountChecks counts) {
    return counts.checks().stream().filter(check -> !check.holds()).count();
  }
}
