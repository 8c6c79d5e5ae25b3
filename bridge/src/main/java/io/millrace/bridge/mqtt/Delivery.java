package io.millrace.bridge.mqtt;

import io.millrace.bridge.kafka.Place;
import org.jspecify.annotations.Nullable;

/** One message as it came from the broker; guarded by its {@link Deliveries}. */
final class Delivery {
  final String fingerprint;
  final String traceId;
  int connection;
  boolean acknowledged;
  volatile @Nullable Place place;

  Delivery(String fingerprint, String traceId) {
    this.fingerprint = fingerprint;
    this.traceId = traceId;
  }

  /** The delivery that a trace id tells of, as {@link Deliveries#begin} makes them. */
  static @Nullable Delivery of(String traceId, Place place) {
    if (traceId.length() <= Fingerprint.DIGITS || traceId.charAt(Fingerprint.DIGITS) != '-') {
      return null;
    }
    Delivery delivery = new Delivery(traceId.substring(0, Fingerprint.DIGITS), traceId);
    delivery.place = place;
    return delivery;
  }
}
