package io.millrace.bridge.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.bridge.kafka.Place;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeliveriesTest {
  private static final int REMEMBERED = 8;
  private final SetClock clock = new SetClock();
  private final Deliveries deliveries = new Deliveries("run1", REMEMBERED, clock);

  @BeforeEach
  void connect() {
    deliveries.connected();
  }

  @Test
  void equalMessagesThatAreNoRedeliveriesAreDifferentMessages() {
    assertThat(trace("a", false)).isNotEqualTo(trace("a", false));
  }

  @Test
  void aRedeliveryOfWhatWasNotAcknowledgedKeepsItsTraceId() {
    String first = trace("a", false);
    deliveries.connected();

    assertThat(trace("a", true)).isEqualTo(first);
  }

  @Test
  void equalOnesThatWereNotAcknowledgedComeAgainInTheirOrder() {
    String first = trace("a", false);
    String second = trace("a", false);
    deliveries.connected();

    assertThat(trace("a", true)).isEqualTo(first);
    assertThat(trace("a", true)).isEqualTo(second);
    assertThat(trace("a", true)).isNotIn(first, second);
  }

  @Test
  void anAcknowledgementCanHaveBeenLost() {
    String first = acknowledged("a");
    deliveries.connected();

    assertThat(trace("a", true)).isEqualTo(first);
  }

  @Test
  void whatADeviceRepeatsIsNotToldApartByItsContentAndIsNeverTakenForAnOldOne() {
    String first = acknowledged("a");
    String second = acknowledged("a");
    deliveries.connected();

    assertThat(trace("a", true)).isNotIn(first, second);
  }

  @Test
  void aNewMessageIsNewHoweverEqual() {
    String first = acknowledged("a");
    deliveries.connected();

    assertThat(trace("a", false)).isNotEqualTo(first);
  }

  @Test
  void redeliveredOnTheSameConnectionIsNotTakenForWhatCameOnIt() {
    String first = trace("a", false);

    assertThat(trace("a", true)).isNotEqualTo(first);
  }

  @Test
  void aProcessThatWasKilledIsSucceededByOneThatReadsItsRecords() {
    String written = acknowledged("a");
    Deliveries next = new Deliveries("run2", REMEMBERED, clock);
    next.restore(Delivery.of(written, new Place(0, 7)));
    next.connected();

    assertThat(next.lowestOffset(0)).hasValue(7);
    assertThat(next.begin("a".repeat(Fingerprint.DIGITS), true).traceId).isEqualTo(written);
  }

  @Test
  void allThatAnEarlierProcessLeftCanComeAgainHoweverMuchAndHoweverOften() {
    Deliveries next = new Deliveries("run2", 1, clock);
    List<String> written = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      String trace = acknowledged(Integer.toString(i));
      written.add(trace);
      next.restore(Delivery.of(trace, new Place(0, 2 * i)));
      next.restore(Delivery.of(trace, new Place(0, 2 * i + 1)));
    }
    next.connected();

    for (int i = 0; i < 9; i++) {
      String fingerprint = Integer.toString(i).repeat(Fingerprint.DIGITS);
      assertThat(next.begin(fingerprint, true).traceId).isEqualTo(written.get(i));
    }
    clock.now = clock.now.plus(Duration.ofMinutes(2));
    next.begin("x".repeat(Fingerprint.DIGITS), false);
    assertThat(next.size()).as("those under way and the new one").isEqualTo(10);
  }

  @Test
  void aTraceIdOfSomebodyElseTellsOfNoDelivery() {
    assertThat(Delivery.of("order-4711", new Place(0, 1))).isNull();
    assertThat(Delivery.of("f".repeat(Fingerprint.DIGITS), new Place(0, 1))).isNull();
  }

  @Test
  void remembersNoMoreThanMayComeAgain() {
    for (int i = 0; i < 100; i++) {
      acknowledged(Integer.toString(i % 10));
    }
    assertThat(deliveries.size()).isLessThanOrEqualTo(REMEMBERED + 1);

    deliveries.connected();
    trace("x", false);
    clock.now = clock.now.plus(Duration.ofMinutes(2));
    trace("y", false);
    assertThat(deliveries.size()).isEqualTo(2);
  }

  @Test
  void whatIsNotAcknowledgedIsKept() {
    String first = trace("a", false);
    for (int i = 0; i < 100; i++) {
      acknowledged("b");
    }
    deliveries.connected();

    assertThat(trace("a", true)).isEqualTo(first);
  }

  private String acknowledged(String content) {
    Delivery delivery = deliveries.begin(content.repeat(Fingerprint.DIGITS), false);
    deliveries.acknowledged(delivery);
    return delivery.traceId;
  }

  private String trace(String content, boolean redelivered) {
    return deliveries.begin(content.repeat(Fingerprint.DIGITS), redelivered).traceId;
  }

  private static final class SetClock extends Clock {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
