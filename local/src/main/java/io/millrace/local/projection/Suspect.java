package io.millrace.local.projection;

import org.jspecify.annotations.Nullable;

/** What was expected and found of a document that differs. */
record Suspect(@Nullable DocumentState expected, @Nullable DocumentState present) {
  @Nullable Difference difference() {
    return Difference.between(expected, present);
  }
}
