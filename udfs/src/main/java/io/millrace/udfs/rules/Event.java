package io.millrace.udfs.rules;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What rules judge: one observation, or whatever a host adapts to look like one. */
public interface Event {
  /** Tells events apart; alerts name it as their cause. */
  String id();

  /** When it happened: epoch milliseconds, by the device's clock. */
  long timestamp();

  /** When it reached us: epoch milliseconds. Decides which version of a rule judges it. */
  long receivedAt();

  String deviceId();

  String traceId();

  String objectType();

  String objectId();

  /**
   * Values by name: Boolean, Long, Double, String, a list or a map of these, null for what is known
   * to be nothing. Must not change.
   */
  Map<String, @Nullable Object> properties();
}
