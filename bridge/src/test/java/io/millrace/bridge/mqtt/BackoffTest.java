package io.millrace.bridge.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private static final Duration FIRST = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  @Test
  void doublesUpToTheLimitAndStaysBetweenHalfAndWhole() {
    Backoff backoff = new Backoff(FIRST, LONGEST, new Random(1));

    for (long most : new long[] {500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000}) {
      assertThat(backoff.next().toMillis()).isBetween(most / 2, most);
    }
  }

  @Test
  void manyBridgesDoNotComeBackTogether() {
    Random random = new Random(2);
    long distinct =
        random
            .ints(100)
            .mapToObj(seed -> new Backoff(FIRST, LONGEST, new Random(seed)).next())
            .distinct()
            .count();

    assertThat(distinct).isGreaterThan(50);
  }

  @Test
  void onlyAConnectionThatLastedBeginsAnew() {
    Backoff backoff = new Backoff(FIRST, LONGEST, new Random(3));
    for (int i = 0; i < 5; i++) {
      var unused = backoff.next();
    }

    backoff.lasted(Duration.ofSeconds(2));
    assertThat(backoff.next()).isGreaterThanOrEqualTo(Duration.ofSeconds(8));
    backoff.lasted(Duration.ofMinutes(5));
    assertThat(backoff.next()).isLessThanOrEqualTo(FIRST);
  }

  @Test
  void doesNotOverflowHoweverOftenItFails() {
    Backoff backoff = new Backoff(FIRST, LONGEST, new Random(4));
    for (int i = 0; i < 10_000; i++) {
      assertThat(backoff.next()).isBetween(FIRST.dividedBy(2), LONGEST);
    }
  }
}
