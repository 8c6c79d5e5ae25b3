package io.millrace.udfs.rules.pattern.nfa;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a partial match has taken so far, for conditions that ask for it. */
public interface Path<E> {
  /** The events of a stage, as they came; none where it has none yet. */
  List<E> of(String stage);

  /** The event taken last, of whatever stage; null if none was. */
  @Nullable E previous();
}
