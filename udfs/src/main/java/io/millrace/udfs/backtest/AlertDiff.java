package io.millrace.udfs.backtest;

import io.millrace.schemas.avro.Alert;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How the alerts of two versions of rules differ over the same history. An alert is the same as
 * another of the same id, that is of the same rule, key and opening event. Of the others, two of
 * the same rule and key whose times overlap are one that moved.
 *
 * @param same how many are equal but for the rule's version
 * @param changed the same alert in another state, severity or text, or cleared at another time
 * @param moved opened by another event
 * @param added what only the new version finds
 * @param gone what only the old version finds
 */
public record AlertDiff(
    int same, List<Pair> changed, List<Pair> moved, List<Alert> added, List<Alert> gone) {

  /** One alert by the old version and by the new one. */
  public record Pair(Alert before, Alert after) {}

  public boolean none() {
    return changed.isEmpty() && moved.isEmpty() && added.isEmpty() && gone.isEmpty();
  }

  /**
   * From one result to the other.
   *
   * @param old alerts of the version compared with, as they are at the end
   * @param now alerts of the version under test, as they are at the end
   */
  public static AlertDiff of(Collection<Alert> old, Collection<Alert> now) {
    Map<String, Alert> before = new LinkedHashMap<>();
    old.forEach(alert -> before.put(alert.getId(), alert));
    int same = 0;
    List<Pair> changed = new ArrayList<>();
    List<Alert> added = new ArrayList<>();
    for (Alert after : now) {
      Alert match = before.remove(after.getId());
      if (match == null) {
        added.add(after);
      } else if (alike(match, after)) {
        same++;
      } else {
        changed.add(new Pair(match, after));
      }
    }
    List<Alert> gone = new ArrayList<>(before.values());
    List<Pair> moved = moved(gone, added);
    return new AlertDiff(
        same, List.copyOf(changed), List.copyOf(moved), List.copyOf(added), List.copyOf(gone));
  }

  private static boolean alike(Alert a, Alert b) {
    return a.getState() == b.getState()
        && a.getSeverity().equals(b.getSeverity())
        && a.getMessage().equals(b.getMessage())
        && Objects.equals(a.getClearedAt(), b.getClearedAt());
  }

  /** Takes what belongs together out of both lists. */
  private static List<Pair> moved(List<Alert> gone, List<Alert> added) {
    Map<String, List<Alert>> byKey = new HashMap<>();
    gone.forEach(alert -> byKey.computeIfAbsent(key(alert), k -> new ArrayList<>()).add(alert));
    List<Pair> pairs = new ArrayList<>();
    for (Alert after : added) {
      List<Alert> candidates = byKey.getOrDefault(key(after), List.of());
      Alert before = first(candidates, after);
      if (before != null) {
        candidates.remove(before);
        pairs.add(new Pair(before, after));
      }
    }
    pairs.forEach(
        pair -> {
          gone.remove(pair.before());
          added.remove(pair.after());
        });
    return pairs;
  }

  private static @Nullable Alert first(List<Alert> candidates, Alert after) {
    return candidates.stream().filter(before -> overlap(before, after)).findFirst().orElse(null);
  }

  private static String key(Alert alert) {
    return alert.getRuleId() + "\n" + alert.getKey() + "\n" + alert.getObjectId();
  }

  private static boolean overlap(Alert a, Alert b) {
    return !a.getOpenedAt().isAfter(end(b)) && !b.getOpenedAt().isAfter(end(a));
  }

  private static Instant end(Alert alert) {
    Instant cleared = alert.getClearedAt();
    return cleared == null ? Instant.MAX : cleared;
  }
}
