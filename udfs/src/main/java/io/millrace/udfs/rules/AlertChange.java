package io.millrace.udfs.rules;

import io.millrace.schemas.avro.Alert;
import io.millrace.schemas.avro.AlertState;
import io.millrace.udfs.Ids;
import org.jspecify.annotations.Nullable;

/**
 * One change of an alert. Light, for a rule may match on every event: the id, the text and the Avro
 * record are made when asked for.
 *
 * @param rule the version that decided
 * @param openedBy id of the event that opened it, or what else tells this alert of the key from
 *     others; null where that is the events of each step, which are put together when asked for
 * @param seq 1, 2, 3 within the alert
 * @param level that it has reached, of a rule with levels
 * @param message null to make it from the rule's template and the first cause
 * @param openedAt epoch milliseconds of event time
 * @param clearedAt the same, {@link #NEVER} while it is open
 * @param partial a pattern that timed out before it was complete
 * @param corrected changed by an event that was late or corrected
 */
public record AlertChange(
    RuleHead rule,
    Key key,
    AlertState state,
    @Nullable String openedBy,
    long seq,
    String severity,
    @Nullable String level,
    @Nullable String message,
    long openedAt,
    long clearedAt,
    String reason,
    Why why,
    boolean partial,
    boolean corrected) {
  public static final long NEVER = Long.MIN_VALUE;

  /** A match that is an alert of its own: opened and final at once. */
  public static AlertChange match(Context context, Event event, String reason, Why why) {
    RuleHead rule = context.rule();
    return new AlertChange(
        rule,
        context.key(),
        AlertState.OPEN,
        event.id(),
        1,
        rule.severity(),
        null,
        null,
        event.timestamp(),
        event.timestamp(),
        reason,
        why,
        false,
        false);
  }

  /** The same from the passing of time: a partial match that timed out. */
  public AlertChange asPartial() {
    return new AlertChange(
        rule, key, state, openedBy, seq, severity, level, message, openedAt, clearedAt, reason, why,
        true, corrected);
  }

  /** The same, opened and final at once. */
  public AlertChange asFinal() {
    return new AlertChange(
        rule, key, state, openedBy, seq, severity, level, message, openedAt, openedAt, reason, why,
        partial, corrected);
  }

  public AlertChange asCorrected() {
    return new AlertChange(
        rule, key, state, openedBy, seq, severity, level, message, openedAt, clearedAt, reason, why,
        partial, true);
  }

  /** The same with another number. */
  public AlertChange numbered(long number) {
    return new AlertChange(
        rule, key, state, openedBy, number, severity, level, message, openedAt, clearedAt, reason,
        why, partial, corrected);
  }

  /** What tells this alert of the key from others. */
  @Override
  public String openedBy() {
    if (openedBy != null) {
      return openedBy;
    }
    StringBuilder text = new StringBuilder(partial ? "timeout:" : "");
    for (Why.Step step : why.steps()) {
      text.append(step.name()).append('=');
      step.causes().forEach(event -> text.append(event.id()).append(' '));
    }
    return text.toString();
  }

  /** Derived from rule, key and what opened it; a replay derives the same. */
  public String id() {
    return rule.shadow()
        ? Ids.derive(rule.id(), key.objectType(), key.value(), openedBy(), "shadow")
        : Ids.derive(rule.id(), key.objectType(), key.value(), openedBy());
  }

  /** The text for people. */
  public String text() {
    if (message != null) {
      return message;
    }
    return why.causes().isEmpty()
        ? rule.message().template()
        : rule.message().text(why.causes().get(0), key, why.aggregates());
  }

  /** As the topic has it. */
  public Alert toAlert() {
    return AlertRecords.of(this);
  }
}
