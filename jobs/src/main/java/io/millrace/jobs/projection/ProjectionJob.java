package io.millrace.jobs.projection;

import io.millrace.jobs.runtime.JobMain;
import io.millrace.jobs.runtime.SerializableClock;
import io.millrace.jobs.runtime.elasticsearch.ElasticsearchSettings;
import io.millrace.jobs.runtime.kafka.KafkaSettings;

/**
 * Objects, links, findings, alerts, commands and dead letters become documents that can be
 * searched.
 */
public final class ProjectionJob {
  static final String NAME = "projection";

  private ProjectionJob() {}

  public static void main(String[] args) throws Exception {
    JobMain.run(
        "millrace-projection",
        args,
        ProjectionOptions.SET,
        (env, values) -> {
          KafkaSettings kafka = KafkaSettings.of(NAME, values);
          ProjectionSinks sinks = ProjectionSinks.of(kafka, ElasticsearchSettings.of(values));
          ProjectionTopology.build(
              env, ProjectionSources.of(kafka), sinks, SerializableClock.system());
        });
  }
}
