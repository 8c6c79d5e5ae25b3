package io.millrace.udfs.rules;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The versions of one rule that may still be needed, and when it was out of force; oldest first.
 */
final class RuleVersions {
  /** Beyond these, the oldest go: ten thousand versions in a row must not fill the heap. */
  static final int MOST = 16;

  private final List<Span> spans = new ArrayList<>(1);

  /**
   * From when on a version judges.
   *
   * @param from time of reception, epoch milliseconds
   * @param rule null where the rule is out of force from then on
   */
  record Span(long from, @Nullable ActiveRule rule) {}

  /**
   * Takes a version that is news.
   *
   * @param horizon no event will come that was received before
   */
  void add(ActiveRule rule, long horizon) {
    rule.subscribe();
    append(new Span(rule.head().effectiveAt(), rule), horizon);
  }

  /** Whether this version is newer than all that are known; after a removal, any is. */
  boolean isNews(long version) {
    return spans.isEmpty() || removed() || newest().rule().version() < version;
  }

  /**
   * The rule is out of force for what is received from then on; its versions are still known, to
   * end what they began.
   */
  void remove(long from, long horizon) {
    if (!removed() && !spans.isEmpty()) {
      append(new Span(from, null), horizon);
    }
  }

  private void append(Span span, long horizon) {
    spans.add(span);
    while (spans.size() > MOST || spans.get(0).rule() == null) {
      ActiveRule oldest = spans.remove(0).rule();
      if (oldest != null) {
        oldest.close();
      }
    }
    long until = Long.MAX_VALUE;
    for (int i = spans.size() - 1; i >= 0; i--) {
      ActiveRule rule = spans.get(i).rule();
      if (rule != null) {
        rule.judges(spans.get(i).from(), until);
      }
      until = Math.min(until, spans.get(i).from());
    }
    settle(horizon);
  }

  /** Whether there is one version alone. */
  boolean isOnly() {
    return spans.size() == 1;
  }

  /** Whether it has been removed, be it only for what is received in the future. */
  boolean removed() {
    return !spans.isEmpty() && spans.get(spans.size() - 1).rule() == null;
  }

  /** Whether it judges nothing that is received then because it was removed. */
  boolean removedAt(long receivedAt) {
    Span span = span(receivedAt);
    return span != null && span.rule() == null;
  }

  /** The newest version, even where the rule is removed. */
  ActiveRule newest() {
    for (int i = spans.size() - 1; i >= 0; i--) {
      ActiveRule rule = spans.get(i).rule();
      if (rule != null) {
        return rule;
      }
    }
    throw new IllegalStateException("A rule without a version");
  }

  private @Nullable Span span(long receivedAt) {
    for (int i = spans.size() - 1; i >= 0; i--) {
      if (spans.get(i).from() <= receivedAt) {
        return spans.get(i);
      }
    }
    return null;
  }

  /**
   * The version that made a state. Of one that is no longer held, the oldest that is stands in:
   * each version since could carry its state over, or it would have been dropped.
   */
  ActiveRule version(long version) {
    ActiveRule oldest = null;
    for (Span span : spans) {
      ActiveRule rule = span.rule();
      if (rule != null && rule.rule().version() == version) {
        return rule;
      }
      oldest = oldest == null ? rule : oldest;
    }
    return oldest == null ? newest() : oldest;
  }

  /** What follows upon a version: another, or its removal; null for the last. */
  @Nullable Span after(ActiveRule rule) {
    for (int i = 0; i + 1 < spans.size(); i++) {
      if (spans.get(i).rule() == rule) {
        return spans.get(i + 1);
      }
    }
    return null;
  }

  /** Versions that judge nothing received from the horizon on leave the index. */
  void settle(long horizon) {
    for (int i = 0; i + 1 < spans.size(); i++) {
      ActiveRule rule = spans.get(i).rule();
      Span next = spans.get(i + 1);
      if (rule == null || next.from() > horizon) {
        continue;
      }
      boolean finishes =
          next.rule() != null && next.rule().head().onChange() == RuleHead.OnChange.DRAIN;
      if (finishes && !rule.stopped()) {
        rule.subscribeBusy();
      } else {
        rule.unsubscribe();
      }
    }
  }

  void close() {
    for (Span span : spans) {
      if (span.rule() != null) {
        span.rule().close();
      }
    }
  }
}
