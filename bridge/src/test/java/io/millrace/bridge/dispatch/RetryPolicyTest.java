package io.millrace.bridge.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
  private final RetryPolicy policy =
      new RetryPolicy(3, Duration.ofSeconds(1), Duration.ofSeconds(30));
  private final Random random = new Random();

  @Test
  void the_last_try_is_not_followed_by_another() {
    assertThat(policy.again(1)).isTrue();
    assertThat(policy.again(2)).isTrue();
    assertThat(policy.again(3)).isFalse();
  }

  @RepeatedTest(50)
  void waits_double_up_to_the_longest_and_vary_by_half() {
    assertThat(pause(1, 0)).isBetween(500L, 1_000L);
    assertThat(pause(2, 0)).isBetween(1_000L, 2_000L);
    assertThat(pause(5, 0)).isBetween(8_000L, 16_000L);
    assertThat(pause(99, 0)).isBetween(15_000L, 30_000L);
  }

  @Test
  void what_the_other_side_asks_for_is_heeded_up_to_the_longest() {
    assertThat(pause(1, 7)).isEqualTo(7_000);
    assertThat(pause(1, 3_600)).isEqualTo(30_000);
  }

  private long pause(int attempt, long retryAfterSeconds) {
    return policy.pause(attempt, Duration.ofSeconds(retryAfterSeconds), random).toMillis();
  }
}
