package io.millrace.local.projection;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a document in the index differs from what the events say. */
enum Difference {
  /** It is not there. */
  MISSING,
  /** An older version is there. */
  STALE,
  /** Its version is there with another content. */
  DIFFERING,
  /** A newer version is there than any event. It goes before what the events say is written. */
  AHEAD,
  /** No event tells of it. */
  SURPLUS;

  /** Null where it does not. */
  static @Nullable Difference between(
      @Nullable DocumentState expected, @Nullable DocumentState present) {
    if (expected == null) {
      return present == null ? null : SURPLUS;
    }
    if (present == null) {
      return MISSING;
    }
    if (present.version() != expected.version()) {
      return present.version() < expected.version() ? STALE : AHEAD;
    }
    return present.hash() == expected.hash() ? null : DIFFERING;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
