package io.millrace.udfs.rules;

import io.millrace.schemas.avro.Definition;
import io.millrace.udfs.definition.DefinitionCompiler;
import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.definition.DocumentReader;
import io.millrace.udfs.rules.absence.AbsenceCompiler;
import io.millrace.udfs.rules.composite.CompositeCompiler;
import io.millrace.udfs.rules.order.OrderedProcess;
import io.millrace.udfs.rules.pattern.PatternCompiler;
import io.millrace.udfs.rules.threshold.ThresholdCompiler;
import io.millrace.udfs.rules.window.WindowCompiler;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads rules of all kinds; each kind has a compiler of its own. */
public final class RuleCompiler implements DefinitionCompiler<Rule> {
  private static final Map<String, KindCompiler> KINDS =
      new TreeMap<>(
          Map.of(
              "threshold",
              new ThresholdCompiler(),
              "window",
              new WindowCompiler(),
              "absence",
              new AbsenceCompiler(),
              "pattern",
              new PatternCompiler(),
              "composite",
              new CompositeCompiler()));

  private final PropertyTypes types;

  /**
   * @param types what conditions are checked against; a job, which may see a rule before the
   *     mapping that feeds it, takes {@link PropertyTypes#unknown()}
   */
  public RuleCompiler(PropertyTypes types) {
    this.types = types;
  }

  @Override
  public Rule compile(Definition definition) throws DefinitionException {
    DocumentReader document = DocumentReader.of(definition.getDocument());
    document.text("kind");
    String kind = document.oneOf("kind", List.copyOf(KINDS.keySet()), "");
    RuleReader reader = new RuleReader(document, definition, kind, types);
    KindCompiler compiler = KINDS.get(kind);
    if (compiler == null) {
      // Its own fields are not known: what is common is checked all the same.
      reader.condition(document, "condition");
      reader.head(RuleHead.Mode.STATE);
      document.check();
      throw new IllegalStateException("A rule without kind passed its check");
    }
    Set<String> fields = new TreeSet<>(RuleReader.COMMON);
    fields.addAll(compiler.fields());
    document.only(fields);
    Rule rule = compiler.compile(reader);
    String late = document.oneOf("late", List.of("accept", "report"), "accept");
    document.check();
    if (rule == null) {
      throw new IllegalStateException("A rule that is none passed its check");
    }
    return rule.head().order() == RuleHead.Order.EVENT_TIME
        ? OrderedProcess.of(rule, late.equals("accept"))
        : rule;
  }
}
