package io.millrace.udfs.objectify.join;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a source says to a request. That it is away is no answer. */
public sealed interface JoinAnswer {
  /** There is no such row or object. */
  Found NOTHING = new Found(List.of());

  /** What was found: nothing, one, or the first two of several. */
  record Found(List<? extends Map<String, ? extends @Nullable Object>> rows)
      implements JoinAnswer {}

  /** The source cannot answer this, however often it is asked. */
  record Failed(String reason) implements JoinAnswer {}

  /** Whether there is no such row or object. */
  default boolean missing() {
    return this instanceof Found found && found.rows().isEmpty();
  }
}
