package io.millrace.jobs.rules;

import io.millrace.udfs.rules.Rule;

/** Where in the job a rule is judged: each stage is an operator. */
enum Stage {
  /** By the object that an observation is of. */
  OBJECTS(RulesTopology.EVALUATE),

  /** By what a rule groups observations by. */
  GROUPS(RulesTopology.EVALUATE_GROUPS),

  /** Over the alerts of the other two. */
  ALERTS(RulesTopology.EVALUATE_ALERTS);

  private final String uid;

  Stage(String uid) {
    this.uid = uid;
  }

  /** The operator's, which dead letters name. */
  String uid() {
    return uid;
  }

  static Stage of(Rule rule) {
    if (rule.head().kind().equals("composite")) {
      return ALERTS;
    }
    return rule.head().by() == null ? OBJECTS : GROUPS;
  }
}
