package io.millrace.udfs.rules;

import io.millrace.schemas.avro.Alert;
import io.millrace.schemas.avro.AlertState;
import io.millrace.schemas.avro.Cause;
import io.millrace.schemas.avro.Observation;
import io.millrace.udfs.Ids;
import io.millrace.udfs.expression.ExpressionException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Opens an alert when its condition holds and clears it when the clear condition holds (hysteresis)
 * or, without one, when the condition no longer does. An observation that lacks a property which
 * the deciding condition reads changes nothing.
 */
public record ThresholdRule(
    String id,
    long version,
    String objectType,
    Condition condition,
    @Nullable Condition clear,
    String severity,
    MessageTemplate message) {

  private static final Evaluation UNCHANGED = new Evaluation.Unchanged();

  /**
   * Evaluates one observation of an object of this rule's type.
   *
   * @param open the alert of this rule for this object that is open, null if none is
   */
  public Evaluation evaluate(Observation observation, @Nullable Alert open) {
    Map<String, Object> properties = observation.getProperties();
    try {
      return open == null
          ? mayOpen(observation, properties)
          : mayClear(observation, properties, open);
    } catch (ExpressionException e) {
      return new Evaluation.Failed(String.valueOf(e.getMessage()));
    }
  }

  /**
   * The alert as it is when its rule goes away.
   *
   * @param at when the rule went
   */
  public static Alert removed(Alert open, String reason, Instant at) {
    return Alert.newBuilder(open)
        .setSeq(open.getSeq() + 1)
        .setState(AlertState.CLEARED)
        .setClearedAt(at)
        .setReason(reason)
        .build();
  }

  private Evaluation mayOpen(Observation observation, Map<String, Object> properties)
      throws ExpressionException {
    if (!condition.applies(properties) || !condition.holds(properties)) {
      return UNCHANGED;
    }
    return new Evaluation.Changed(opened(observation));
  }

  private Evaluation mayClear(Observation observation, Map<String, Object> properties, Alert open)
      throws ExpressionException {
    Condition deciding = clear == null ? condition : clear;
    if (!deciding.applies(properties) || deciding.holds(properties) == (clear == null)) {
      return UNCHANGED;
    }
    return new Evaluation.Cleared(
        Alert.newBuilder(open)
            .setSeq(open.getSeq() + 1)
            .setState(AlertState.CLEARED)
            .setRuleVersion(version)
            .setClearedAt(observation.getObservedAt())
            .setReason(clear == null ? "condition no longer holds" : "clear condition holds")
            .setCauses(List.of(open.getCauses().get(0), cause(observation)))
            .build());
  }

  private Alert opened(Observation observation) {
    return Alert.newBuilder()
        .setId(Ids.derive(id, objectType, observation.getObjectId(), observation.getId()))
        .setSeq(1)
        .setState(AlertState.OPEN)
        .setRuleId(id)
        .setRuleVersion(version)
        .setSeverity(severity)
        .setMessage(message.text(observation))
        .setObjectType(objectType)
        .setObjectId(observation.getObjectId())
        .setOpenedAt(observation.getObservedAt())
        .setReason("condition holds")
        .setCauses(List.of(cause(observation)))
        .build();
  }

  private Cause cause(Observation observation) {
    Set<String> read = new TreeSet<>(condition.expression().variables());
    if (clear != null) {
      read.addAll(clear.expression().variables());
    }
    Map<String, Object> values = new HashMap<>(observation.getProperties());
    values.keySet().retainAll(read);
    return Cause.newBuilder()
        .setEventId(observation.getId())
        .setDeviceId(observation.getDeviceId())
        .setTraceId(observation.getTraceId())
        .setObservedAt(observation.getObservedAt())
        .setReceivedAt(observation.getReceivedAt())
        .setValues(values)
        .build();
  }
}
