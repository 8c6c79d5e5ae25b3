package io.millrace.udfs.rules;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What rules of all kinds have in common.
 *
 * @param by groups events by its value; null groups them by object
 * @param disorder with {@link Order#EVENT_TIME}, by how many milliseconds events may be out of
 *     order
 * @param shadow runs beside the version in force; its alerts are marked, and nothing acts on them
 * @param severity {@code info}, {@code warning} or {@code critical}
 * @param reads properties that its expressions and its message read: what causes of alerts show
 * @param effectiveAt events received from then on are judged by this version: epoch milliseconds,
 *     {@link Long#MIN_VALUE} for all
 */
public record RuleHead(
    String id,
    long version,
    String kind,
    String objectType,
    @Nullable PropertyExpression by,
    Order order,
    long disorder,
    OnChange onChange,
    OnError onError,
    Mode mode,
    boolean shadow,
    String severity,
    MessageTemplate message,
    Set<String> reads,
    long effectiveAt) {

  /** In which order events are judged. */
  public enum Order {
    /** As they come. */
    ARRIVAL,
    /** Sorted by their time, as far as the disorder allows. */
    EVENT_TIME
  }

  /** What becomes of state when a new version comes. */
  public enum OnChange {
    /** The new version goes on with it. */
    CARRY,
    /** The old version finishes what it began, and begins nothing new. */
    DRAIN,
    /** It is dropped; what is open is cleared. */
    RESET
  }

  /** What becomes of a rule that fails on an event. */
  public enum OnError {
    /** The failure is reported and the rule goes on with the next event. */
    REPORT,
    /** It is reported and the rule stops until a new version comes. */
    STOP
  }

  /** What an alert stands for. */
  public enum Mode {
    /** A state that lasts: opened, perhaps updated, cleared. */
    STATE,
    /** Each match: opened and final at once. */
    EACH
  }

  /** Under which name it is in force: a shadow stands beside the rule that it shadows. */
  public String slot() {
    return shadow ? id + "~shadow" : id;
  }

  /** Source of the {@code by} expression; empty where events are grouped by object. */
  public String group() {
    return by == null ? "" : by.source();
  }
}
