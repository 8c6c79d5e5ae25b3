package io.millrace.udfs.mapping;

import io.millrace.udfs.device.Device;
import io.millrace.udfs.expression.Expression;
import io.millrace.udfs.expression.ExpressionException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which messages a mapping takes: those for which all of this holds.
 *
 * @param source who sent it, null for any
 * @param topic where it was published, null for anywhere
 * @param deviceType type of the device that sent it, as the catalogue has it; null for any
 * @param when further condition, null for none
 */
record Match(
    @Nullable String source,
    @Nullable TopicFilter topic,
    @Nullable String deviceType,
    @Nullable Expression when) {

  /** A condition that cannot be evaluated for a message does not hold. */
  boolean takes(Scope scope) {
    Message message = scope.message();
    if (source != null && !source.equals(message.sender())) {
      return false;
    }
    if (topic != null && !topic.matches(message.topic())) {
      return false;
    }
    Device device = scope.subject().device();
    if (deviceType != null && (device == null || !deviceType.equals(device.type()))) {
      return false;
    }
    return holds(when, scope);
  }

  /** Whether there is no condition, or one that holds. */
  static boolean holds(@Nullable Expression condition, Map<String, ?> scope) {
    try {
      return condition == null || Boolean.TRUE.equals(condition.evaluate(scope));
    } catch (ExpressionException e) {
      return false;
    }
  }
}
