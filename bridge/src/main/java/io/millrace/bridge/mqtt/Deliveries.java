package io.millrace.bridge.mqtt;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was delivered and may be delivered again: tells which redelivered message is which, so that
 * it gets the trace id of its first delivery and ingest drops it.
 *
 * <p>A message that the broker marks as sent before (DUP) is taken for the first one of equal topic
 * and payload that came on an earlier connection and was not acknowledged; else for one that was
 * acknowledged, as the acknowledgement may have been lost, but only if it is the only equal one: a
 * device that says the same all the time is not told apart by what it says. Where this cannot
 * decide, the message counts as new: it may then be observed twice, and is never lost.
 *
 * <p>Safe for use by many threads.
 */
final class Deliveries {
  /** Redeliveries come first on a connection; after so long none are expected. */
  private static final Duration REDELIVERED_WITHIN = Duration.ofMinutes(1);

  private final int mostAcknowledged;
  private final Clock clock;
  private final String run;
  private final Deque<Delivery> inOrder = new ArrayDeque<>();
  private final Map<String, Delivery> restored = new LinkedHashMap<>();
  private final Map<String, Deque<Delivery>> byFingerprint = new HashMap<>();
  private long number;
  private int connection;
  private Optional<Instant> firstMessage = Optional.empty();

  /**
   * @param run names this process among all that the session has had
   * @param mostAcknowledged of so many messages an acknowledgement can have been lost
   */
  Deliveries(String run, int mostAcknowledged, Clock clock) {
    this.run = run;
    this.mostAcknowledged = mostAcknowledged;
    this.clock = clock;
  }

  /** A new connection: from now on what came on earlier ones may come again. */
  synchronized void connected() {
    connection++;
    firstMessage = Optional.empty();
  }

  /** A delivery of an earlier process, as Kafka has it. */
  synchronized void restore(Delivery delivery) {
    delivery.acknowledged = true;
    // What was redelivered before stands there twice, under one trace id.
    if (restored.putIfAbsent(delivery.traceId, delivery) == null) {
      index(delivery);
    }
  }

  /** A message has come; the delivery with its trace id, to be acknowledged when Kafka has it. */
  synchronized Delivery begin(String fingerprint, boolean redelivered) {
    forget();
    Delivery known = redelivered ? find(fingerprint) : null;
    if (known != null) {
      known.connection = connection;
      known.acknowledged = false;
      if (restored.remove(known.traceId) != null) {
        inOrder.addLast(known);
      }
      return known;
    }
    String trace = fingerprint + "-" + run + "-" + Long.toString(number++, Character.MAX_RADIX);
    Delivery delivery = new Delivery(fingerprint, trace);
    delivery.connection = connection;
    inOrder.addLast(delivery);
    index(delivery);
    return delivery;
  }

  private @Nullable Delivery find(String fingerprint) {
    Deque<Delivery> equal = byFingerprint.getOrDefault(fingerprint, new ArrayDeque<>());
    for (Delivery one : equal) {
      if (!one.acknowledged && one.connection < connection) {
        return one;
      }
    }
    Delivery only = equal.size() == 1 ? equal.peekFirst() : null;
    return only != null && only.connection < connection ? only : null;
  }

  /** Kafka has it, and the broker is being told. */
  synchronized void acknowledged(Delivery delivery) {
    delivery.acknowledged = true;
  }

  /** The lowest offset of those of a partition that may come again; nothing if there is none. */
  synchronized OptionalLong lowestOffset(int partition) {
    return Stream.concat(restored.values().stream(), inOrder.stream())
        .map(one -> one.place)
        .filter(place -> place != null && place.partition() == partition)
        .mapToLong(place -> place.offset())
        .min();
  }

  synchronized int size() {
    return restored.size() + inOrder.size();
  }

  private void index(Delivery delivery) {
    byFingerprint.computeIfAbsent(delivery.fingerprint, f -> new ArrayDeque<>()).addLast(delivery);
  }

  private void forget() {
    Instant now = clock.instant();
    Instant first = firstMessage.orElse(now);
    firstMessage = Optional.of(first);
    boolean allCame = now.isAfter(first.plus(REDELIVERED_WITHIN));
    if (allCame) {
      restored.values().forEach(this::remove);
      restored.clear();
    }
    int tooMany = inOrder.size() - mostAcknowledged;
    Iterator<Delivery> oldest = inOrder.iterator();
    while (oldest.hasNext()) {
      Delivery one = oldest.next();
      boolean old = allCame && one.connection < connection;
      if (!one.acknowledged && !old || tooMany <= 0 && !old) {
        return;
      }
      oldest.remove();
      tooMany--;
      remove(one);
    }
  }

  private void remove(Delivery one) {
    Deque<Delivery> equal = byFingerprint.get(one.fingerprint);
    if (equal != null && equal.remove(one) && equal.isEmpty()) {
      byFingerprint.remove(one.fingerprint);
    }
  }
}
