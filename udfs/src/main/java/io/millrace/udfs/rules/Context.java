package io.millrace.udfs.rules;

/** Where a rule stands while it judges: valid during the call alone. */
public interface Context {
  /** The version that judges. */
  RuleHead rule();

  Key key();

  /** This version has been replaced: it finishes what it began and begins nothing new. */
  boolean draining();

  void emit(AlertChange change);

  /** The rule cannot judge this event; it is reported by name, and the policy decides the rest. */
  void fail(String reason);
}
