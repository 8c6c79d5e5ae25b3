package io.millrace.jobs.dataset;

import io.millrace.jobs.runtime.CommonOptions;
import io.millrace.jobs.runtime.SerializableClock;
import io.millrace.jobs.runtime.option.Option;
import io.millrace.jobs.runtime.option.OptionSet;
import io.millrace.jobs.runtime.option.OptionType;
import io.millrace.jobs.runtime.option.OptionValues;
import java.io.Serializable;
import java.time.Duration;

/**
 * What can be set of the dataset job.
 *
 * @param folder that is watched: a path, or a URI of one of Flink's file systems
 * @param discovery how long to wait between two looks for new versions
 */
public record DatasetOptions(String folder, Duration discovery, SerializableClock clock)
    implements Serializable {

  static final Option<String> FOLDER =
      Option.of(
          "dataset.folder",
          OptionType.TEXT,
          "datasets",
          "Folder that is watched for versions of data sets; or s3://bucket/prefix, where the"
              + " cluster has the plugin");

  static final Option<Duration> DISCOVERY =
      Option.of(
          "dataset.discovery-interval",
          OptionType.DURATION,
          Duration.ofSeconds(5),
          "How long to wait between two looks for new versions");

  public static final OptionSet SET = CommonOptions.with(FOLDER, DISCOVERY);

  public static DatasetOptions of(OptionValues values) {
    return new DatasetOptions(
        values.get(FOLDER), values.get(DISCOVERY), SerializableClock.system());
  }
}
