package io.millrace.local.demo.outcome;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An alert that opened in this run.
 *
 * @param ruleVersion the version that opened it
 * @param values what the condition read when it opened
 * @param openedAt event time of its opening
 * @param emittedAt when its opening stood in Kafka
 * @param latencyMillis from when Kafka got the message until then
 * @param clearedAt event time of its end, null while it is open
 */
public record SeenAlert(
    String id,
    String ruleId,
    long ruleVersion,
    String objectType,
    String objectId,
    String message,
    Map<String, Object> values,
    Instant openedAt,
    Instant emittedAt,
    long latencyMillis,
    @Nullable Instant clearedAt) {

  /** The same alert, over. */
  SeenAlert cleared(Instant at) {
    return new SeenAlert(
        id,
        ruleId,
        ruleVersion,
        objectType,
        objectId,
        message,
        values,
        openedAt,
        emittedAt,
        latencyMillis,
        at);
  }

  /** The number that a property had when it opened; not a number if it had none. */
  public double value(String field) {
    return values.get(field) instanceof Number number ? number.doubleValue() : Double.NaN;
  }
}
