package io.millrace.bench.rules;

import io.millrace.schemas.avro.Definition;
import io.millrace.schemas.avro.DefinitionState;
import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.rules.PropertyTypes;
import io.millrace.udfs.rules.Rule;
import io.millrace.udfs.rules.RuleCompiler;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The rules of a workload as documents, as a user would save them. */
public final class RuleDocuments {
  static final String OBJECT_TYPE = "machine";

  private RuleDocuments() {}

  /** The document of one rule. */
  public static String of(String id, Work work) {
    if (work instanceof Work.Threshold rule) {
      return rule(
          id,
          "threshold",
          "\"mode\": \"each\", \"condition\": \"%s%s && value %s %s\""
              .formatted(
                  is(rule.metric()),
                  rule.group() == Work.Threshold.ANY ? "" : " && group == " + rule.group(),
                  rule.above() ? ">" : "<",
                  number(rule.limit())));
    } else if (work instanceof Work.TumblingMean rule) {
      return mean(id, "{\"type\": \"tumbling\", \"size\": \"PT1M\"}", rule.metric(), rule.limit());
    } else if (work instanceof Work.SlidingMean rule) {
      return mean(id, "{\"type\": \"sliding\", \"size\": \"PT1M\"}", rule.metric(), rule.limit());
    } else if (work instanceof Work.Sequence rule) {
      return pattern(
          id,
          "followedBy",
          above(rule.first(), rule.firstLimit()),
          above(rule.second(), rule.secondLimit()));
    }
    Work.Absence rule = (Work.Absence) work;
    return pattern(
        id,
        "notFollowedBy",
        above(rule.first(), rule.firstLimit()),
        above(rule.second(), rule.secondLimit()));
  }

  /** The rules of a workload as definitions that have been saved. */
  public static List<Definition> definitions(List<? extends Work> workload) {
    List<Definition> definitions = new ArrayList<>(workload.size());
    for (Work work : workload) {
      String id = "rule-" + definitions.size();
      definitions.add(
          new Definition(
              "rule", id, 1L, DefinitionState.ACTIVE, of(id, work), Instant.EPOCH, null));
    }
    return definitions;
  }

  /** The compiled rules of a workload. */
  public static List<Rule> compile(List<? extends Work> workload) {
    RuleCompiler compiler = new RuleCompiler(PropertyTypes.unknown());
    List<Rule> rules = new ArrayList<>(workload.size());
    try {
      for (Definition definition : definitions(workload)) {
        rules.add(compiler.compile(definition));
      }
    } catch (DefinitionException e) {
      throw new IllegalStateException("A workload's rule is refused: " + e.problems(), e);
    }
    return rules;
  }

  private static String mean(String id, String window, String metric, double limit) {
    return rule(
        id,
        "window",
        """
        "mode": "each", "where": "%s", "window": %s,
        "aggregates": {"mean": {"function": "avg", "of": "value"}}, "having": "mean > %s\"\
        """
            .formatted(is(metric), window, number(limit)));
  }

  /** Two steps within a minute; every first event begins a match of its own. */
  private static String pattern(String id, String contiguity, String first, String second) {
    return rule(
        id,
        "pattern",
        """
        "pattern": {"within": "PT1M", "stages": [
          {"name": "a", "where": "%s"},
          {"name": "b", "contiguity": "%s", "where": "%s"}]}\
        """
            .formatted(first, contiguity, second));
  }

  private static String rule(String id, String kind, String rest) {
    return "{\"id\": \"%s\", \"kind\": \"%s\", \"objectType\": \"%s\", %s}"
        .formatted(id, kind, OBJECT_TYPE, rest);
  }

  private static String is(String metric) {
    return "metric == '" + metric + "'";
  }

  private static String above(String metric, double limit) {
    return is(metric) + " && value > " + number(limit);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.6f", value);
  }
}
