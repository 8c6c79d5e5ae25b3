package io.millrace.udfs.rules;

/** Where a rule stands while it judges: valid during the call alone. */
public interface Context {
  /** The version that judges. */
  RuleHead rule();

  Key key();

  /** This version has been replaced: it finishes what it began and begins nothing new. */
  boolean draining();

  /**
   * How far event time has come for all keys: epoch milliseconds. What happened before it is late,
   * also for a key that remembers nothing.
   */
  long watermark();

  /**
   * Whether the job has started so lately that silence proves nothing: devices may not have found
   * the way back yet. The host decides, by its own clock.
   */
  boolean starting();

  /**
   * The event with what the rule reads, as state keeps it. Rules that read the same share it.
   *
   * @param event that is judged, or another
   */
  default StoredEvent kept(Event event) {
    return StoredEvent.of(event, rule().reads());
  }

  void emit(AlertChange change);

  /** The rule cannot judge this event; it is reported by name, and the policy decides the rest. */
  void fail(String reason);
}
