package io.millrace.bridge.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class InFlightTest {
  @Test
  void oneSourceLeavesRoomForAnother() {
    InFlight inFlight = new InFlight(100);

    assertThat(inFlight.take("a", 40)).isTrue();
    assertThat(inFlight.take("a", 20)).as("more than a half").isFalse();
    assertThat(inFlight.take("b", 30)).isTrue();
    assertThat(inFlight.take("b", 10)).as("more than a third").isFalse();
    assertThat(inFlight.take("c", 30)).isTrue();
    assertThat(inFlight.take("d", 1)).as("more than there is").isFalse();
  }

  @Test
  void whatIsGivenBackCanBeTakenAgain() {
    InFlight inFlight = new InFlight(100);
    assertThat(inFlight.take("a", 50)).isTrue();
    inFlight.giveBack("a", 50);

    assertThat(inFlight.total()).isZero();
    assertThat(inFlight.take("a", 100)).as("its only one").isTrue();
  }

  @Test
  void aKafkaThatIsAwayIsTriedOnceASecond() {
    Instant[] now = {Instant.parse("2026-01-01T00:00:00Z")};
    KafkaGate gate =
        new KafkaGate(
            new Clock() {
              @Override
              public Instant instant() {
                return now[0];
              }

              @Override
              public ZoneOffset getZone() {
                return ZoneOffset.UTC;
              }

              @Override
              public Clock withZone(java.time.ZoneId zone) {
                return this;
              }
            });
    assertThat(gate.enter()).isTrue();
    gate.failed();
    assertThat(gate.enter()).isFalse();
    now[0] = now[0].plus(Duration.ofMillis(1001));
    assertThat(gate.enter()).as("one finds out").isTrue();
    assertThat(gate.enter()).as("the others do not wait").isFalse();
    gate.succeeded();
    assertThat(gate.enter()).isTrue();
  }
}
