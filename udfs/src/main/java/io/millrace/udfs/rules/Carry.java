package io.millrace.udfs.rules;

/** Whether a new version of a rule can go on with what the old one remembers. */
public sealed interface Carry {
  /** It can. */
  record Allowed() implements Carry {}

  /** It cannot, and why. */
  record Refused(String reason) implements Carry {}
}
