package io.millrace.udfs.rules;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The versions of one rule that may still be needed, the oldest first. */
final class RuleVersions {
  /** Beyond these, the oldest go: ten thousand versions in a row must not fill the heap. */
  static final int MOST = 16;

  private final List<ActiveRule> versions = new ArrayList<>(1);
  private long removedFrom = Long.MAX_VALUE;

  /** Takes a version that is newer than all before. */
  void add(ActiveRule rule, long horizon) {
    removedFrom = Long.MAX_VALUE;
    versions.add(rule);
    rule.subscribe();
    if (versions.size() > MOST) {
      versions.remove(0).close();
    }
    settle(horizon);
  }

  /** Whether this version is newer than all that are known. */
  boolean isNews(long version) {
    return versions.isEmpty() || newest().rule().version() < version;
  }

  /** The rule judges nothing that is received from then on; what it remembers is still known. */
  void remove(long from) {
    removedFrom = from;
    settle(Long.MIN_VALUE);
  }

  /** Whether the rule judges nothing any more that is received then. */
  boolean isRemoved(long receivedAt) {
    return receivedAt >= removedFrom;
  }

  ActiveRule newest() {
    return versions.get(versions.size() - 1);
  }

  /** The version that judges what was received then; null if none does. */
  @Nullable ActiveRule inForce(long receivedAt) {
    if (receivedAt >= removedFrom) {
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
  ActiveRule version(long version) {
    for (ActiveRule rule : versions) {
      if (rule.rule().version() == version) {
        return rule;
      }
    }
    return versions.get(0);
  }

  /** The version after this one, null for the newest. */
  @Nullable ActiveRule after(ActiveRule rule) {
    int next = versions.indexOf(rule) + 1;
    return next < versions.size() ? versions.get(next) : null;
  }

  /** Versions that judge nothing received from the horizon on leave the index. */
  void settle(long horizon) {
    if (removedFrom <= horizon) {
      versions.forEach(ActiveRule::unsubscribe);
      return;
    }
    for (int i = 0; i + 1 < versions.size(); i++) {
      RuleHead next = versions.get(i + 1).head();
      if (next.effectiveAt() > horizon) {
        return;
      }
      if (next.onChange() == RuleHead.OnChange.DRAIN && !versions.get(i).stopped()) {
        versions.get(i).subscribeBusy();
      } else {
        versions.get(i).unsubscribe();
      }
    }
  }

  void close() {
    versions.forEach(ActiveRule::close);
  }
}
