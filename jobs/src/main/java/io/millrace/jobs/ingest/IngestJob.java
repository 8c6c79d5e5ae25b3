package io.millrace.jobs.ingest;

import io.millrace.jobs.runtime.JobMain;
import io.millrace.jobs.runtime.kafka.KafkaSettings;

/** Raw device messages become typed observations. */
public final class IngestJob {
  static final String NAME = "ingest";

  private IngestJob() {}

  public static void main(String[] args) throws Exception {
    JobMain.run(
        "millrace-ingest",
        args,
        IngestOptions.SET,
        (env, values) -> {
          KafkaSettings kafka = KafkaSettings.of(NAME, values);
          IngestOptions options = IngestOptions.of(values);
          IngestTopology.build(
              env, IngestSources.of(kafka, options), IngestSinks.of(kafka), options);
        });
  }
}
