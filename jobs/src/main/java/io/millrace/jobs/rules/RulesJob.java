package io.millrace.jobs.rules;

import io.millrace.jobs.runtime.JobMain;
import io.millrace.jobs.runtime.SerializableClock;
import io.millrace.jobs.runtime.kafka.KafkaSettings;

/** Observations open and clear alerts. */
public final class RulesJob {
  static final String NAME = "rules";

  private RulesJob() {}

  public static void main(String[] args) throws Exception {
    JobMain.run(
        "millrace-rules",
        args,
        RulesOptions.SET,
        (env, values) -> {
          KafkaSettings kafka = KafkaSettings.of(NAME, values);
          RulesTopology.build(
              env,
              RulesSources.of(kafka),
              RulesSinks.of(kafka),
              RulesOptions.timing(values),
              SerializableClock.system());
        });
  }
}
