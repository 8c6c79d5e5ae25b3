package io.millrace.jobs.objectify;

import io.millrace.jobs.runtime.JobMain;
import io.millrace.jobs.runtime.kafka.KafkaSettings;

/** What sources and people say becomes objects, told as events. */
public final class ObjectifyJob {
  static final String NAME = "objectify";

  private ObjectifyJob() {}

  public static void main(String[] args) throws Exception {
    JobMain.run(
        "millrace-objectify",
        args,
        ObjectifyOptions.SET,
        (env, values) -> {
          KafkaSettings kafka = KafkaSettings.of(NAME, values);
          ObjectifyOptions.checkpoint(env, values);
          ObjectifyTopology.build(
              env,
              ObjectifySources.of(kafka),
              ObjectifySinks.of(kafka),
              ObjectifyOptions.of(values));
        });
  }
}
