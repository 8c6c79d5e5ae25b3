package io.millrace.jobs.dataset;

import io.millrace.jobs.runtime.JobMain;
import io.millrace.jobs.runtime.kafka.KafkaSettings;

/** Files of data sets become rows. */
public final class DatasetJob {
  static final String NAME = "dataset";

  private DatasetJob() {}

  public static void main(String[] args) throws Exception {
    JobMain.run(
        "millrace-dataset",
        args,
        DatasetOptions.SET,
        (env, values) ->
            DatasetTopology.build(
                env,
                DatasetSources.of(DatasetOptions.of(values)),
                DatasetSinks.of(KafkaSettings.of(NAME, values))));
  }
}
