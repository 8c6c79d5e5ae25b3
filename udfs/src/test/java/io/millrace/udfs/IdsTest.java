package io.millrace.udfs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IdsTest {
  @Test
  void derivesTheSameAgain() {
    assertThat(Ids.derive("a", "b")).isEqualTo(Ids.derive("a", "b")).matches("[0-9a-f]{32}");
  }

  @Test
  void keepsTheBordersOfItsParts() {
    assertThat(Ids.derive("ab", "c")).isNotEqualTo(Ids.derive("a", "bc"));
    assertThat(Ids.derive("a", "")).isNotEqualTo(Ids.derive("a"));
  }
}
