package io.millrace.udfs.rules.pattern.nfa;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Rules out other matches once one is found. */
final class Skipping {
  private final Skip skip;

  Skipping(Skip skip) {
    this.skip = skip;
  }

  /** Whether a match that is complete has to wait, for an earlier one may still rule it out. */
  boolean waits() {
    return skip.skips();
  }

  /** Why this match cannot be skipped from; null if it can. */
  <E> @Nullable String failure(Run<E> match) {
    if (!skip.failOnMiss() || skip.stage() == null) {
      return null;
    }
    Taken<E> target = target(match);
    if (target == null) {
      return "a match has no event of stage '" + skip.stage() + "' to skip to";
    }
    return target.compareTo(earliest(match)) == 0
        ? "a match would skip to its own first event"
        : null;
  }

  /** Removes those that began too early. */
  <E> void prune(Collection<Run<E>> runs, Run<E> match) {
    if (!skip.skips() || runs.isEmpty()) {
      return;
    }
    Taken<E> target = target(match);
    if (target == null) {
      return;
    }
    boolean targetToo =
        skip.strategy() == Skip.Strategy.TO_NEXT
            || skip.strategy() == Skip.Strategy.PAST_LAST_EVENT;
    int limit = targetToo ? 0 : -1;
    runs.removeIf(run -> run.first().compareTo(target) <= limit);
  }

  /** The event at which, or after which, others may begin; null where the match lacks it. */
  private <E> @Nullable Taken<E> target(Run<E> match) {
    return switch (skip.strategy()) {
      case NO_SKIP -> null;
      case TO_NEXT -> earliest(match);
      case PAST_LAST_EVENT -> latest(match);
      case TO_FIRST -> ofStage(match, true);
      case TO_LAST -> ofStage(match, false);
    };
  }

  private static <E> Taken<E> earliest(Run<E> match) {
    Taken<E> earliest = match.last().taken;
    for (Step<E> step = match.last(); step != null; step = step.previous) {
      earliest = step.taken.compareTo(earliest) < 0 ? step.taken : earliest;
    }
    return earliest;
  }

  private static <E> Taken<E> latest(Run<E> match) {
    Taken<E> latest = match.last().taken;
    for (Step<E> step = match.last(); step != null; step = step.previous) {
      latest = step.taken.compareTo(latest) > 0 ? step.taken : latest;
    }
    return latest;
  }

  private <E> @Nullable Taken<E> ofStage(Run<E> match, boolean first) {
    Taken<E> found = null;
    for (Step<E> step = match.last(); step != null; step = step.previous) {
      if (step.stage.equals(skip.stage())) {
        found = step.taken;
        if (!first) {
          return found;
        }
      }
    }
    return found;
  }
}
