package io.millrace.jobs.tables;

import io.millrace.jobs.runtime.JobMain;
import io.millrace.jobs.runtime.SerializableClock;
import io.millrace.jobs.runtime.kafka.KafkaSettings;

/** Objects and links become rows of PostgreSQL, for those who ask in SQL. */
public final class TablesJob {
  static final String NAME = "tables";

  private TablesJob() {}

  public static void main(String[] args) throws Exception {
    JobMain.run(
        "millrace-tables",
        args,
        TablesOptions.SET,
        (env, values) -> {
          KafkaSettings kafka = KafkaSettings.of(NAME, values);
          PostgresSettings postgres = PostgresSettings.of(values);
          TablesSetUp.run(postgres);
          TablesTopology.build(
              env,
              TablesSources.of(kafka),
              TablesSinks.of(kafka, postgres),
              SerializableClock.system());
        });
  }
}
