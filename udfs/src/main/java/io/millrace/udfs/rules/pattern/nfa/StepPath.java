package io.millrace.udfs.rules.pattern.nfa;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The steps of a partial match. */
record StepPath<E>(@Nullable Step<E> last) implements Path<E> {
  @Override
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

  @Override
  public @Nullable E previous() {
    return last == null ? null : last.taken.event();
  }
}
