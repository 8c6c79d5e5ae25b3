package io.millrace.jobs.eventstore;

import io.millrace.jobs.runtime.JobMain;
import io.millrace.jobs.runtime.SerializableClock;
import io.millrace.jobs.runtime.kafka.KafkaSettings;

/** Keeps every object event in files for ever, exactly once. */
public final class EventStoreJob {
  static final String NAME = "eventstore";

  private EventStoreJob() {}

  public static void main(String[] args) throws Exception {
    JobMain.run(
        "millrace-eventstore",
        args,
        EventStoreOptions.SET,
        (env, values) -> {
          KafkaSettings kafka = KafkaSettings.of(NAME, values);
          EventStoreOptions.checkpoint(env, values);
          EventStoreTopology.build(
              env,
              EventStoreSources.of(kafka),
              EventStoreSinks.of(kafka, values),
              SerializableClock.system());
        });
  }
}
