package io.millrace.bridge.dispatch;

import java.time.Duration;

/** A try that failed. */
final class DeliveryException extends Exception {
  private static final long serialVersionUID = 1L;
  private final String code;
  private final boolean retryable;
  private final Duration retryAfter;

  private DeliveryException(String code, String reason, boolean retryable, Duration retryAfter) {
    super(reason);
    this.code = code;
    this.retryable = retryable;
    this.retryAfter = retryAfter;
  }

  /** It may pass later. */
  static DeliveryException passing(String code, String reason) {
    return passing(code, reason, Duration.ZERO);
  }

  /**
   * It may pass after a time.
   *
   * @param retryAfter what the other side asked for, zero for nothing
   */
  static DeliveryException passing(String code, String reason, Duration retryAfter) {
    return new DeliveryException(code, reason, true, retryAfter);
  }

  /** It will never pass. */
  static DeliveryException lasting(String code, String reason) {
    return new DeliveryException(code, reason, false, Duration.ZERO);
  }

  /** Stable, kebab-case. */
  String code() {
    return code;
  }

  boolean retryable() {
    return retryable;
  }

  Duration retryAfter() {
    return retryAfter;
  }
}
