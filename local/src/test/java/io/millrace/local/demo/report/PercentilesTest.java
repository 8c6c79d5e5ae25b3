package io.millrace.local.demo.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PercentilesTest {
  @Test
  void ofAHundredTheRanksAreTheValues() {
    List<Long> values = LongStream.rangeClosed(1, 100).boxed().collect(Collectors.toList());
    Collections.reverse(values);
    assertThat(Percentiles.of(values)).isEqualTo(new Percentiles(100, 50, 99, 100));
  }

  @Test
  void ofFewEachIsAMeasuredOne() {
    assertThat(Percentiles.of(List.of(30L, 10L, 20L))).isEqualTo(new Percentiles(3, 20, 30, 30));
    assertThat(Percentiles.of(List.of(7L))).isEqualTo(new Percentiles(1, 7, 7, 7));
  }

  @Test
  void ofNoneAllAreZero() {
    assertThat(Percentiles.of(List.of())).isEqualTo(new Percentiles(0, 0, 0, 0));
  }
}
