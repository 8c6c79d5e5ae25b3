package io.millrace.bench;

import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.rules.PropertyTypes;
import io.millrace.udfs.rules.Rule;
import io.millrace.udfs.rules.RuleCompiler;
import java.util.ArrayList;
import java.util.List;

/** Threshold rules as the peers' workloads have them. */
final class Thresholds {
  private static final RuleCompiler COMPILER = new RuleCompiler(PropertyTypes.unknown());

  private Thresholds() {}

  /** T&lt;n&gt; of the peers: 8 metrics by 25 groups, about 2.5 % of the candidates match. */
  static List<Rule> peers(int count) throws DefinitionException {
    List<Rule> rules = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean above = i / 200 % 2 == 0;
      double d = (i * 37 % 80) / 16.0 + 0.03;
      String bound = above ? "value > " + (95 + d) : "value < " + (5 - d + 0.1);
      rules.add(each(i, "metric == 'm" + i % 8 + "' && group == " + i / 8 % 25 + " && " + bound));
    }
    return rules;
  }

  /**
   * So many rules that together match about 0.128 times an event, as W3 does, however many they
   * are.
   */
  static List<Rule> equalMatches(int count) throws DefinitionException {
    if (count == 1) {
      return List.of(each(0, "value > 87.2"));
    }
    double share = 0.128 / (count / 200.0);
    List<Rule> rules = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String bound = "value > " + (100 - 100 * share);
      rules.add(each(i, "metric == 'm" + i % 8 + "' && group == " + i / 8 % 25 + " && " + bound));
    }
    return rules;
  }

  /** A rule of which every match is an alert. */
  static Rule each(int number, String condition) throws DefinitionException {
    String id = "r" + number;
    return COMPILER.compile(
        Documents.definition(
            id,
            """
            {"id": "%s", "kind": "threshold", "objectType": "device", "mode": "each",
             "condition": "%s"}"""
                .formatted(id, condition)));
  }
}
