package io.millrace.udfs.rules.window;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One stretch of windows over which an alert is open.
 *
 * @param opener the verdict that opened it; null for one before all that are kept
 * @param clearedAt when it was cleared: epoch milliseconds; null while it is open
 * @param level that it reached last; 0 where no verdict that is kept says
 */
record Episode(@Nullable Verdict opener, @Nullable Long clearedAt, int level) {

  /**
   * The episodes of verdicts in order of time.
   *
   * @param openBefore whether an alert was open before the first
   */
  static List<Episode> of(List<Verdict> verdicts, boolean openBefore) {
    List<Episode> episodes = new ArrayList<>();
    Episode open = openBefore ? new Episode(null, null, 0) : null;
    for (Verdict verdict : verdicts) {
      if (verdict.level() > 0) {
        open = new Episode(open == null ? verdict : open.opener, null, verdict.level());
      } else if (verdict.level() == 0 && open != null) {
        episodes.add(new Episode(open.opener, verdict.judgedAt(), open.level));
        open = null;
      }
    }
    if (open != null) {
      episodes.add(open);
    }
    return episodes;
  }

  static @Nullable Episode openedBy(@Nullable Verdict opener, List<Episode> episodes) {
    for (Episode episode : episodes) {
      if (episode.opener == opener) {
        return episode;
      }
    }
    return null;
  }
}
