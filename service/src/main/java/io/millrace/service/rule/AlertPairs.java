package io.millrace.service.rule;

import io.millrace.service.rule.ShadowDiffView.Difference;
import io.millrace.service.rule.ShadowDiffView.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The alerts of two versions of a rule, in pairs: first those that the same event opened, then
 * those of one key that were open at the same time.
 *
 * @param same pairs that do not differ
 * @param differences all others, by time of opening
 */
record AlertPairs(int same, List<Difference> differences) {

  /**
   * @param since what was opened before by the version in force counts only where the trial has it
   *     too, for the trial could not see it open
   */
  static AlertPairs of(List<ComparedAlert> active, List<ComparedAlert> shadow, Instant since) {
    Matching matching = new Matching(active, shadow, since);
    matching.pair((a, s) -> !a.openedBy().isEmpty() && a.openedBy().equals(s.openedBy()));
    matching.pair(ComparedAlert::overlaps);
    return matching.result();
  }

  int count(Outcome outcome) {
    return (int) differences.stream().filter(d -> d.outcome() == outcome).count();
  }

  /** Alerts that have no partner yet, by key. */
  private static final class Matching {
    private final Map<String, Set<ComparedAlert>> active = new HashMap<>();
    private final Set<ComparedAlert> shadow = new LinkedHashSet<>();
    private final List<Difference> differences = new ArrayList<>();
    private final Instant since;
    private int same;

    Matching(List<ComparedAlert> active, List<ComparedAlert> shadow, Instant since) {
      this.since = since;
      for (ComparedAlert alert : active) {
        if (!alert.before(since) || !alert.over(since)) {
          this.active.computeIfAbsent(alert.about(), k -> new LinkedHashSet<>()).add(alert);
        }
      }
      shadow.stream().filter(alert -> !alert.before(since)).forEach(this.shadow::add);
    }

    void pair(BiPredicate<ComparedAlert, ComparedAlert> belong) {
      for (ComparedAlert trial : List.copyOf(shadow)) {
        Set<ComparedAlert> candidates = active.getOrDefault(trial.about(), Set.of());
        candidates.stream()
            .filter(alert -> belong.test(alert, trial))
            .min(Comparator.comparing(ComparedAlert::openedAt))
            .ifPresent(
                alert -> {
                  candidates.remove(alert);
                  shadow.remove(trial);
                  compare(alert, trial);
                });
      }
    }

    private void compare(ComparedAlert alert, ComparedAlert trial) {
      List<String> fields = new ArrayList<>(alert.differences(trial));
      if (alert.before(since)) {
        // Open when the trial began: that the trial saw it later says nothing of its version.
        fields.removeAll(List.of("openedAt", "openedBy"));
      }
      if (fields.isEmpty()) {
        same++;
      } else {
        add(Outcome.CHANGED, fields, alert, trial);
      }
    }

    AlertPairs result() {
      active.values().stream()
          .flatMap(Set::stream)
          .filter(alert -> !alert.before(since))
          .forEach(alert -> add(Outcome.ONLY_ACTIVE, List.of(), alert, null));
      shadow.forEach(alert -> add(Outcome.ONLY_SHADOW, List.of(), null, alert));
      differences.sort(Comparator.comparing(Matching::openedAt).thenComparing(Difference::key));
      return new AlertPairs(same, List.copyOf(differences));
    }

    private void add(
        Outcome outcome,
        List<String> fields,
        @Nullable ComparedAlert alert,
        @Nullable ComparedAlert trial) {
      ComparedAlert any = alert == null ? java.util.Objects.requireNonNull(trial) : alert;
      differences.add(
          new Difference(
              outcome,
              any.about(),
              fields,
              alert == null ? null : alert.side(),
              trial == null ? null : trial.side()));
    }

    private static Instant openedAt(Difference difference) {
      ShadowDiffView.Side side =
          difference.active() == null ? difference.shadow() : difference.active();
      return java.util.Objects.requireNonNull(side).openedAt();
    }
  }
}
