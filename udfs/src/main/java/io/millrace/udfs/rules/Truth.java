package io.millrace.udfs.rules;

/** What a condition says of an event. */
public enum Truth {
  FALSE,
  TRUE,
  /** The event lacks a property that the condition reads, or the condition failed. */
  UNKNOWN
}
