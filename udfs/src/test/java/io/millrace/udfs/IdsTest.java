package io.millrace.udfs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IdsTest {
  @Test
  void derivesTheSameAgain() {
    assertThat(Ids.derive("a", "b")).isEqualTo(Ids.derive("a", "b")).matches("[0-9a-f]{32}");
  }

  /** Reckoned with coreutils' sha256sum: ids in topics and states must never change. */
  @Test
  void derivesWhatItAlwaysDid() {
    assertThat(Ids.derive("a", "b")).isEqualTo("16275ef0f5d0eb9dd9e0a53277549fda");
    assertThat(Ids.derive("ü", "x".repeat(1000))).isEqualTo("fe9ea4e0e67196542ea9f2a9cfd6e547");
  }

  @Test
  void keepsTheBordersOfItsParts() {
    assertThat(Ids.derive("ab", "c")).isNotEqualTo(Ids.derive("a", "bc"));
    assertThat(Ids.derive("a", "")).isNotEqualTo(Ids.derive("a"));
  }
}
