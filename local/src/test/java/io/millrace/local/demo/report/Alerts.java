package io.millrace.local.demo.report;

import io.millrace.local.demo.outcome.SeenAlert;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Vocabulary: alerts as a run sees them, times in milliseconds. */
final class Alerts {
  private Alerts() {}

  static SeenAlert alert(
      String rule, String object, double temperature, long opened, @Nullable Long cleared) {
    return versioned(rule, 1, object, temperature, opened, cleared);
  }

  static SeenAlert versioned(
      String rule,
      long version,
      String object,
      double temperature,
      long opened,
      @Nullable Long cleared) {
    return new SeenAlert(
        rule + object + opened,
        rule,
        version,
        "machine",
        object,
        "",
        Map.of("temperature", temperature),
        Instant.ofEpochMilli(opened),
        Instant.ofEpochMilli(opened),
        5,
        cleared == null ? null : Instant.ofEpochMilli(cleared));
  }

  /** The same, emitted then, for a message that waited for so long. */
  static SeenAlert waited(SeenAlert alert, long emitted, long latency) {
    return new SeenAlert(
        alert.id(),
        alert.ruleId(),
        alert.ruleVersion(),
        alert.objectType(),
        alert.objectId(),
        alert.message(),
        alert.values(),
        alert.openedAt(),
        Instant.ofEpochMilli(emitted),
        latency,
        alert.clearedAt());
  }
}
