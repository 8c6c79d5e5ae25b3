package io.millrace.udfs.rules.threshold;

import io.millrace.udfs.rules.OpenAlert;
import io.millrace.udfs.rules.StoredEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a threshold rule remembers of a key. Times are epoch milliseconds of event time. */
final class ThresholdState {
  static final long NONE = Long.MIN_VALUE;

  /** What is known of a level. */
  static final class Standing {
    /** Reached, and not left since. */
    boolean active;

    /** Since when that has been about to change; {@link #NONE} if it has not. */
    long since = NONE;

    /** What began that; when the level is reached, what led there. */
    @Nullable StoredEvent event;

    boolean isIdle() {
      return !active && since == NONE;
    }
  }

  final Standing[] levels;

  /** The alert that has been sent as open. */
  @Nullable OpenAlert open;

  /** Place of the level that it was sent with. */
  int level = -1;

  /** Until when no new alert opens. */
  long cooldownUntil = NONE;

  /** Whether any level was reached when that was last looked at. */
  boolean on;

  /** When that changed, as far back as flapping looks. */
  final List<Long> changes = new ArrayList<>(0);

  boolean flapping;

  /** Of the last event that was judged. */
  long lastAt = NONE;

  ThresholdState(int levels) {
    this.levels = new Standing[levels];
    for (int i = 0; i < levels; i++) {
      this.levels[i] = new Standing();
    }
  }

  /** The highest level that is reached; -1 if none is. */
  int highest() {
    for (int i = levels.length - 1; i >= 0; i--) {
      if (levels[i].active) {
        return i;
      }
    }
    return -1;
  }

  /** Whether nothing of it matters any more. */
  boolean isIdle() {
    for (Standing standing : levels) {
      if (!standing.isIdle()) {
        return false;
      }
    }
    return open == null && cooldownUntil == NONE && changes.isEmpty();
  }
}
