package io.millrace.jobs.projection;

import io.millrace.jobs.runtime.JobMain;
import io.millrace.jobs.runtime.SerializableClock;
import io.millrace.jobs.runtime.elasticsearch.ElasticsearchSettings;
import io.millrace.jobs.runtime.kafka.KafkaSettings;

/**
 * Fills new indexes from the event store and Kafka, and ends. Started by {@code ./millrace
 * projection rebuild}, which makes the indexes and swaps them in.
 */
public final class ProjectionRebuildJob {
  static final String NAME = "projection-rebuild";

  private ProjectionRebuildJob() {}

  public static void main(String[] args) throws Exception {
    JobMain.run(
        "millrace-projection-rebuild",
        args,
        RebuildOptions.SET,
        (env, values) -> {
          RebuildOptions options = RebuildOptions.of(values);
          KafkaSettings kafka = KafkaSettings.of(NAME, values);
          RebuildTopology.build(
              env,
              RebuildSource.of(options, kafka),
              options.aliases(),
              ProjectionSinks.of(kafka, ElasticsearchSettings.of(values)),
              SerializableClock.system());
        });
  }
}
