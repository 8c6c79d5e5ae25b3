package io.millrace.jobs.dispatch;

import io.millrace.jobs.runtime.JobMain;
import io.millrace.jobs.runtime.kafka.KafkaSettings;

/** Commands and changes of objects become commands for devices. */
public final class DispatchJob {
  static final String NAME = "dispatch";

  private DispatchJob() {}

  public static void main(String[] args) throws Exception {
    JobMain.run(
        "millrace-dispatch",
        args,
        DispatchOptions.SET,
        (env, values) -> {
          KafkaSettings kafka = KafkaSettings.of(NAME, values);
          DispatchTopology.build(
              env, DispatchSources.of(kafka), DispatchSinks.of(kafka), DispatchOptions.of(values));
        });
  }
}
