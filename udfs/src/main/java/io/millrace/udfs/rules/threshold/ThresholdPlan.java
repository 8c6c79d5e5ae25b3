package io.millrace.udfs.rules.threshold;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a threshold rule says.
 *
 * @param levels the mildest first; at least one
 * @param cooldown how long after an alert of a key the next one may open: milliseconds
 * @param flapChanges how many changes make it flapping; 0 if that is not watched
 * @param flapWithin in how many milliseconds
 * @param each every match is an alert of its own
 * @param thresholds what alerts show of all this
 */
record ThresholdPlan(
    List<Level> levels,
    long cooldown,
    int flapChanges,
    long flapWithin,
    boolean each,
    Map<String, String> thresholds) {

  /** Whether what a rule of that plan remembers means the same to this one. */
  boolean hasLevelsOf(ThresholdPlan other) {
    if (levels.size() != other.levels.size()) {
      return false;
    }
    for (int i = 0; i < levels.size(); i++) {
      if (!Objects.equals(levels.get(i).name(), other.levels.get(i).name())) {
        return false;
      }
    }
    return true;
  }
}
