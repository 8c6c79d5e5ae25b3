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
    assertThat((System.nanoTime() - start) / 1_000_000).isGreaterThanOrEqualTo(28);
    // Were it held up again, each call would wait, and all of them for hours.
    for (int i = 0; i < 1_000_000; i++) {
      pace.until(10);
    }
  }

  @Test
  void waitingEndsWhenTheDemoIsStopped() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> new Pace().until(10_000)).isInstanceOf(InterruptedException.class);
  }
}
