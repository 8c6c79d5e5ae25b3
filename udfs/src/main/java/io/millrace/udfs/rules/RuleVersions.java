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
  private record Span(long from, @Nullable Rule rule) {}

  /** Takes a version; one that is not newer than the newest changes nothing. */
  boolean add(Rule rule) {
    if (!removed() && !spans.isEmpty() && newest().version() >= rule.version()) {
      return false;
    }
    append(new Span(rule.head().effectiveAt(), rule));
    return true;
  }

  /**
   * The rule is out of force for what is received from then on; its versions are still known, to
   * end what they began.
   */
  void remove(long from) {
    if (!removed() && !spans.isEmpty()) {
      append(new Span(from, null));
    }
  }

  private void append(Span span) {
    spans.add(span);
    if (spans.size() > MOST) {
      spans.remove(0);
      while (spans.get(0).rule() == null) {
        spans.remove(0);
      }
    }
  }

  boolean removed() {
    return !spans.isEmpty() && spans.get(spans.size() - 1).rule() == null;
  }

  List<Rule> all() {
    List<Rule> rules = new ArrayList<>(spans.size());
    for (Span span : spans) {
      if (span.rule() != null) {
        rules.add(span.rule());
      }
    }
    return rules;
  }

  /** The newest version, even where the rule is removed. */
  Rule newest() {
    for (int i = spans.size() - 1; i >= 0; i--) {
      Rule rule = spans.get(i).rule();
      if (rule != null) {
        return rule;
      }
    }
    throw new IllegalStateException("A rule without a version");
  }

  /** The version that judges what was received then; null if none does. */
  @Nullable Rule inForce(long receivedAt) {
    for (int i = spans.size() - 1; i >= 0; i--) {
      if (spans.get(i).from() <= receivedAt) {
        return spans.get(i).rule();
      }
    }
    return null;
  }

  /**
   * The version that made a state. Of one that is no longer held, the oldest that is stands in:
   * each version since could carry its state over, or it would have been dropped.
   */
  Rule version(long version) {
    Rule oldest = null;
    for (Span span : spans) {
      Rule rule = span.rule();
      if (rule != null && rule.version() == version) {
        return rule;
      }
      oldest = oldest == null ? rule : oldest;
    }
    return oldest == null ? newest() : oldest;
  }

  /** Forgets versions that judge nothing received from then on; the newest stays. */
  void forgetBefore(long receivedAt) {
    while (spans.size() > 2 && spans.get(1).from() <= receivedAt
        || spans.size() == 2 && !removed() && spans.get(1).from() <= receivedAt) {
      spans.remove(0);
    }
  }
}
