package io.millrace.udfs.rules.pattern;

import io.millrace.udfs.definition.DocumentReader;
import io.millrace.udfs.rules.Condition;
import io.millrace.udfs.rules.KindCompiler;
import io.millrace.udfs.rules.Rule;
import io.millrace.udfs.rules.RuleHead;
import io.millrace.udfs.rules.RuleReader;
import io.millrace.udfs.rules.Wakes;
import io.millrace.udfs.rules.pattern.nfa.Automaton;
import io.millrace.udfs.rules.pattern.nfa.InvalidPatternException;
import io.millrace.udfs.rules.pattern.nfa.Limits;
import io.millrace.udfs.rules.pattern.nfa.Pattern;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads pattern rules. */
public final class PatternCompiler implements KindCompiler {
  private static final int MOST = 1_000_000;

  @Override
  public Set<String> fields() {
    return Set.of("pattern", "timeouts", "limits", "engine");
  }

  @Override
  public @Nullable Rule compile(RuleReader reader) {
    DocumentReader document = reader.document();
    if (!document.has("pattern")) {
      document.problem("pattern", "Is required");
    }
    PatternReader patterns = new PatternReader(reader, document.object("pattern"));
    Pattern pattern = patterns.read();
    boolean timeouts = document.flag("timeouts", false);
    Limits limits = limits(document.object("limits"));
    String engine = document.oneOf("engine", List.of("native", "flink-cep"), "native");
    RuleHead head = reader.head(RuleHead.Mode.EACH);
    if (head.mode() != RuleHead.Mode.EACH) {
      document.problem("mode", "Each match of a pattern is an alert of its own");
    }
    Automaton automaton = automaton(document, pattern);
    if (automaton == null) {
      return null;
    }
    PatternSpec spec =
        new PatternSpec(
            pattern,
            automaton,
            patterns.stageConditions(),
            patterns.sources(),
            timeouts,
            limits,
            engine.equals("flink-cep"));
    List<Condition> conditions = patterns.conditions();
    return new Rule(head, conditions, wakes(spec), new PatternProcess(head, spec));
  }

  private static @Nullable Automaton automaton(DocumentReader document, Pattern pattern) {
    if (pattern.stages().isEmpty()) {
      document.object("pattern").problem("stages", "Must hold at least one stage");
      return null;
    }
    try {
      return Automaton.of(pattern);
    } catch (InvalidPatternException e) {
      String where = e.stage().isEmpty() ? "" : "Stage '" + e.stage() + "': ";
      document.problem("pattern", where + e.getMessage());
      return null;
    }
  }

  private static Limits limits(DocumentReader reader) {
    reader.only(Set.of("partialMatches", "events", "policy"));
    Limits usual = Limits.USUAL;
    String policy = reader.oneOf("policy", List.of("drop-oldest", "stop"), "drop-oldest");
    return new Limits(
        reader.count("partialMatches", 1, MOST, usual.partialMatches()),
        reader.count("events", 1, MOST, usual.events()),
        policy.equals("stop") ? Limits.Policy.STOP : Limits.Policy.DROP_OLDEST);
  }

  /**
   * An event for which no condition holds is not looked at, unless it could matter all the same.
   */
  private static Wakes wakes(PatternSpec spec) {
    List<StageCondition> conditions = spec.conditions();
    IntPredicate unindexed = c -> conditions.get(c).unindexed();
    int[] beginning = events(spec, spec.automaton().beginning(conditions.size()));
    int[] all = events(spec, IntStream.range(0, conditions.size()));
    return new Wakes(
        beginning,
        spec.automaton().beginsWithAny(unindexed),
        all,
        spec.automaton().changesWithAny(unindexed) || spec.automaton().beginsWithAny(unindexed));
  }

  private static int[] events(PatternSpec spec, IntStream conditions) {
    return conditions
        .map(c -> spec.conditions().get(c).event())
        .filter(event -> event != StageCondition.NONE)
        .distinct()
        .toArray();
  }
}
