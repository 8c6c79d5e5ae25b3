package io.millrace.service.definition;

/** A definition after a change, with what the change did. */
record Saved(StoredDefinition definition, Outcome outcome) {
  enum Outcome {
    CREATED,
    CHANGED,
    UNCHANGED
  }
}
