package io.millrace.udfs.rules.pattern.nfa;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a partial match has taken so far, for conditions that ask for it. */
public final class Path<E> {
  private final @Nullable Step<E> last;

  Path(@Nullable Step<E> last) {
    this.last = last;
  }

  /** The events of a stage, as they came; none where it has none yet. */
  public List<E> of(String stage) {
    List<E> events = new ArrayList<>();
    for (Step<E> step = last; step != null; step = step.previous) {
      if (step.stage.equals(stage)) {
        events.add(step.taken.event());
      }
    }
    Collections.reverse(events);
    return events;
  }

  /** The event taken last, of whatever stage; null if none was. */
  public @Nullable E previous() {
    return last == null ? null : last.taken.event();
  }
}
