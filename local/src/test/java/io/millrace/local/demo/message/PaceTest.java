package io.millrace.local.demo.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PaceTest {
  @Test
  void nobodyIsEarlyAndOneWhoIsLateIsNotHeldUp() throws Exception {
    Pace pace = new Pace();
    long start = System.nanoTime();
    pace.until(30);
    long due = (System.nanoTime() - start) / 1_000_000;
    assertThat(due).isBetween(28L, 1000L);
    pace.until(10);
    assertThat((System.nanoTime() - start) / 1_000_000 - due).isLessThan(1000);
  }

  @Test
  void waitingEndsWhenTheDemoIsStopped() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> new Pace().until(10_000)).isInstanceOf(InterruptedException.class);
  }
}
