package io.millrace.jobs.rules.cep;

import io.millrace.udfs.rules.pattern.nfa.Quantifier;
import io.millrace.udfs.rules.pattern.nfa.Skip;
import io.millrace.udfs.rules.pattern.nfa.Stage;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.cep.pattern.WithinType;
import org.apache.flink.cep.pattern.conditions.IterativeCondition;
import org.jspecify.annotations.Nullable;

/**
 * Our patterns as Flink CEP's.
 *
 * @param <T> events
 */
final class FlinkPattern<T> {
  private final IntFunction<IterativeCondition<T>> conditions;

  private FlinkPattern(IntFunction<IterativeCondition<T>> conditions) {
    this.conditions = conditions;
  }

  /**
   * The same pattern.
   *
   * @param conditions of its stages, by their places
   * @throws org.apache.flink.cep.pattern.MalformedPatternException if Flink refuses it
   */
  static <T> Pattern<T, ?> of(
      io.millrace.udfs.rules.pattern.nfa.Pattern pattern,
      IntFunction<IterativeCondition<T>> conditions) {
    Pattern<T, T> whole =
        new FlinkPattern<>(conditions).sequence(pattern.stages(), skip(pattern.skip()));
    return pattern.within() > 0 ? whole.within(Duration.ofMillis(pattern.within())) : whole;
  }

  private Pattern<T, T> sequence(List<Stage> stages, AfterMatchSkipStrategy skip) {
    Pattern<T, T> pattern = null;
    for (Stage stage : stages) {
      pattern = stage.isGroup() ? group(pattern, stage, skip) : single(pattern, stage, skip);
      if (stage.where() != Stage.NONE) {
        pattern.where(conditions.apply(stage.where()));
      }
      quantify(pattern, stage);
      if (stage.withinPrevious() > 0) {
        pattern.within(Duration.ofMillis(stage.withinPrevious()), WithinType.PREVIOUS_AND_CURRENT);
      }
    }
    return Objects.requireNonNull(pattern, "a pattern has a stage");
  }

  private static <T> Pattern<T, T> single(
      @Nullable Pattern<T, T> before, Stage stage, AfterMatchSkipStrategy skip) {
    if (before == null) {
      return Pattern.begin(stage.name(), skip);
    }
    return switch (stage.contiguity()) {
      case BEGIN, NEXT -> before.next(stage.name());
      case FOLLOWED_BY -> before.followedBy(stage.name());
      case FOLLOWED_BY_ANY -> before.followedByAny(stage.name());
      case NOT_NEXT -> before.notNext(stage.name());
      case NOT_FOLLOWED_BY -> before.notFollowedBy(stage.name());
    };
  }

  private Pattern<T, T> group(
      @Nullable Pattern<T, T> before, Stage stage, AfterMatchSkipStrategy skip) {
    Pattern<T, T> group = sequence(stage.group(), AfterMatchSkipStrategy.noSkip());
    if (before == null) {
      return Pattern.begin(group, skip);
    }
    return switch (stage.contiguity()) {
      case FOLLOWED_BY -> before.followedBy(group);
      case FOLLOWED_BY_ANY -> before.followedByAny(group);
      case BEGIN, NEXT -> before.next(group);
      case NOT_NEXT, NOT_FOLLOWED_BY ->
          throw new IllegalArgumentException("A group that must not match");
    };
  }

  private void quantify(Pattern<T, T> pattern, Stage stage) {
    Quantifier quantifier = stage.quantifier();
    if (quantifier != null) {
      times(pattern, quantifier);
      switch (quantifier.inner()) {
        case CONSECUTIVE -> pattern.consecutive();
        case COMBINATIONS -> pattern.allowCombinations();
        case RELAXED -> {}
      }
    }
    if (stage.greedy()) {
      pattern.greedy();
    }
    if (stage.optional()) {
      pattern.optional();
    }
    if (stage.until() != Stage.NONE) {
      pattern.until(conditions.apply(stage.until()));
    }
  }

  private static <T> void times(Pattern<T, T> pattern, Quantifier quantifier) {
    Duration window = quantifier.window() > 0 ? Duration.ofMillis(quantifier.window()) : null;
    if (quantifier.max() != Quantifier.UNBOUNDED) {
      pattern.times(quantifier.min(), quantifier.max(), window);
    } else if (quantifier.min() == 1) {
      pattern.oneOrMore(window);
    } else {
      pattern.timesOrMore(quantifier.min(), window);
    }
  }

  static AfterMatchSkipStrategy skip(Skip skip) {
    String stage = Objects.requireNonNullElse(skip.stage(), "");
    return switch (skip.strategy()) {
      case NO_SKIP -> AfterMatchSkipStrategy.noSkip();
      case TO_NEXT -> AfterMatchSkipStrategy.skipToNext();
      case PAST_LAST_EVENT -> AfterMatchSkipStrategy.skipPastLastEvent();
      case TO_FIRST ->
          skip.failOnMiss()
              ? AfterMatchSkipStrategy.skipToFirst(stage).throwExceptionOnMiss()
              : AfterMatchSkipStrategy.skipToFirst(stage);
      case TO_LAST ->
          skip.failOnMiss()
              ? AfterMatchSkipStrategy.skipToLast(stage).throwExceptionOnMiss()
              : AfterMatchSkipStrategy.skipToLast(stage);
    };
  }
}
