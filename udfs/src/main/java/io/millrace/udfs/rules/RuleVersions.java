package io.millrace.udfs.rules;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The versions of one rule that may still be needed, the oldest first. */
final class RuleVersions {
  /** Beyond these, the oldest go: ten thousand versions in a row must not fill the heap. */
  static final int MOST = 16;

  private final List<Rule> versions = new ArrayList<>(1);
  private boolean removed;

  /** Takes a version; one that is not newer than the newest changes nothing. */
  boolean add(Rule rule) {
    if (!removed && !versions.isEmpty() && newest().version() >= rule.version()) {
      return false;
    }
    removed = false;
    versions.add(rule);
    if (versions.size() > MOST) {
      versions.remove(0);
    }
    return true;
  }

  /** The rule is gone; its versions are still known, to end what they began. */
  void remove() {
    removed = true;
  }

  boolean removed() {
    return removed;
  }

  List<Rule> all() {
    return versions;
  }

  Rule newest() {
    return versions.get(versions.size() - 1);
  }

  /** The version that judges what was received then; null if none does. */
  @Nullable Rule inForce(long receivedAt) {
    if (removed) {
      return null;
    }
    for (int i = versions.size() - 1; i >= 0; i--) {
      if (versions.get(i).head().effectiveAt() <= receivedAt) {
        return versions.get(i);
      }
    }
    return null;
  }

  /**
   * The version that made a state. Of one that is no longer held, the oldest that is stands in:
   * each version since could carry its state over, or it would have been dropped.
   */
  Rule version(long version) {
    for (Rule rule : versions) {
      if (rule.version() == version) {
        return rule;
      }
    }
    return versions.get(0);
  }

  /** Forgets versions that judge nothing received from then on. */
  void forgetBefore(long receivedAt) {
    while (versions.size() > 1 && versions.get(1).head().effectiveAt() <= receivedAt) {
      versions.remove(0);
    }
  }
}
