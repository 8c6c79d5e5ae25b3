package io.millrace.udfs.rules.pattern.suite;

import io.millrace.udfs.rules.pattern.nfa.Pattern;
import io.millrace.udfs.rules.pattern.nfa.Quantifier;
import io.millrace.udfs.rules.pattern.nfa.Stage;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * When a time of the pattern could be over: each of its spans after each event. It asks no engine,
 * so it tells on one that lets such a moment pass.
 */
public final class Moments {
  private final Set<Long> spans = new TreeSet<>();
  private final TreeSet<Long> moments = new TreeSet<>();

  public Moments(Pattern pattern) {
    spans.add(pattern.within());
    add(pattern.stages());
    spans.remove(0L);
  }

  private void add(List<Stage> stages) {
    for (Stage stage : stages) {
      Quantifier quantifier = stage.quantifier();
      spans.add(stage.withinPrevious());
      spans.add(quantifier == null ? 0 : quantifier.window());
      add(stage.group());
    }
  }

  /** Times count from this event on. */
  public void from(CaseEvent event) {
    spans.forEach(span -> moments.add(event.timestamp() + span));
  }

  /** Moments after the one and up to the other, in order. */
  public List<Long> between(long after, long upTo) {
    return after >= upTo ? List.of() : List.copyOf(moments.subSet(after, false, upTo, true));
  }
}
