package io.millrace.udfs.rules.pattern.nfa;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Refuses patterns that have no meaning: what Flink CEP refuses, and what it would hang on. */
final class PatternCheck {
  private static final int MOST_COPIES = 1_000;
  private final Set<String> names = new HashSet<>();
  private long copies;

  private PatternCheck() {}

  static void check(Pattern pattern) throws InvalidPatternException {
    PatternCheck check = new PatternCheck();
    check.stages("", pattern.stages(), 1);
    check.skip(pattern);
    if (pattern.within() < 0) {
      throw new InvalidPatternException("", "within must be positive");
    }
    Stage last = pattern.stages().get(pattern.stages().size() - 1);
    if (last.contiguity() == Contiguity.NOT_FOLLOWED_BY
        && pattern.within() == 0
        && last.withinPrevious() == 0) {
      throw new InvalidPatternException(
          last.name(), "notFollowedBy at the end needs a time within which nothing follows");
    }
  }

  private void stages(String in, List<Stage> stages, long times) throws InvalidPatternException {
    if (stages.isEmpty()) {
      throw new InvalidPatternException(in, "a pattern has at least one stage");
    }
    Stage previous = null;
    for (Stage stage : stages) {
      order(stage, previous);
      stage(stage);
      copies(stage, times);
      if (stage.isGroup()) {
        stages(stage.name(), stage.group(), times * copiesOf(stage));
        group(stage);
      }
      previous = stage;
    }
  }

  private void order(Stage stage, @Nullable Stage previous) throws InvalidPatternException {
    if ((previous == null) != (stage.contiguity() == Contiguity.BEGIN)) {
      throw new InvalidPatternException(
          stage.name(), "the first stage, and no other, has contiguity 'begin'");
    }
    if (previous == null) {
      return;
    }
    if (previous.optional() && stage.contiguity().absent()) {
      throw new InvalidPatternException(
          stage.name(), "an optional stage cannot come before one that must not match");
    }
    if (previous.greedy() && stage.optional()) {
      throw new InvalidPatternException(
          stage.name(), "an optional stage cannot come after a greedy one");
    }
  }

  private void stage(Stage stage) throws InvalidPatternException {
    if (!stage.isGroup() && (stage.name().isBlank() || !names.add(stage.name()))) {
      throw new InvalidPatternException(stage.name(), "stages need names of their own");
    }
    Quantifier quantifier = stage.quantifier();
    if (stage.contiguity().absent()
        && (quantifier != null || stage.optional() || stage.greedy() || stage.isGroup())) {
      throw new InvalidPatternException(
          stage.name(), "what must not match is one stage, without quantifier");
    }
    if (stage.until() != Stage.NONE && (quantifier == null || !quantifier.looping())) {
      throw new InvalidPatternException(stage.name(), "until ends a loop, and this is none");
    }
    if (quantifier != null
        && (quantifier.min() < 1 || !quantifier.looping() && quantifier.max() < quantifier.min())) {
      throw new InvalidPatternException(stage.name(), "min is 1 or more, and max not below it");
    }
    greedy(stage, quantifier);
  }

  private static void greedy(Stage stage, @Nullable Quantifier quantifier)
      throws InvalidPatternException {
    if (stage.greedy()
        && (quantifier == null
            || quantifier.inner() == Quantifier.Inner.COMBINATIONS
            || stage.isGroup())) {
      throw new InvalidPatternException(
          stage.name(), "greedy is for a stage that repeats without combinations");
    }
  }

  /** A repeated group of which nothing need match could be repeated forever on one event. */
  private static void group(Stage stage) throws InvalidPatternException {
    if (stage.quantifier() != null
        && stage.quantifier().looping()
        && stage.group().stream().allMatch(PatternCheck::mayTakeNothing)) {
      throw new InvalidPatternException(
          stage.name(), "a group in which nothing need match cannot repeat without end");
    }
  }

  private static boolean mayTakeNothing(Stage stage) {
    return stage.optional()
        || stage.contiguity().absent()
        || stage.isGroup() && stage.group().stream().allMatch(PatternCheck::mayTakeNothing);
  }

  private void copies(Stage stage, long times) throws InvalidPatternException {
    copies += stage.isGroup() ? 0 : times * copiesOf(stage);
    if (copies > MOST_COPIES || times > MOST_COPIES) {
      throw new InvalidPatternException(
          stage.name(), "repetitions come to more than " + MOST_COPIES + " stages");
    }
  }

  private static int copiesOf(Stage stage) {
    Quantifier quantifier = stage.quantifier();
    return quantifier == null ? 1 : quantifier.last() + (quantifier.looping() ? 1 : 0);
  }

  private void skip(Pattern pattern) throws InvalidPatternException {
    Skip skip = pattern.skip();
    boolean named =
        skip.strategy() == Skip.Strategy.TO_FIRST || skip.strategy() == Skip.Strategy.TO_LAST;
    if (!named) {
      return;
    }
    if (pattern.stages().stream().noneMatch(s -> !s.isGroup() && s.name().equals(skip.stage()))) {
      throw new InvalidPatternException("", "there is no stage '" + skip.stage() + "' to skip to");
    }
  }
}
