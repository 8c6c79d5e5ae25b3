package io.millrace.jobs.eventstore;

import io.millrace.jobs.runtime.CommonOptions;
import io.millrace.jobs.runtime.option.Option;
import io.millrace.jobs.runtime.option.OptionSet;
import io.millrace.jobs.runtime.option.OptionType;
import io.millrace.jobs.runtime.option.OptionValues;
import java.time.Duration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** What can be set of the event store job. */
public final class EventStoreOptions {
  static final Option<String> ROOT =
      Option.of(
          "store.root",
          OptionType.TEXT,
          "s3://millrace/store",
          "Where the event store is: s3://BUCKET/PREFIX or file:///FOLDER, with a file system that"
              + " the cluster has");

  static final Option<Duration> CHECKPOINT_INTERVAL =
      Option.of(
          "store.checkpoint-interval",
          OptionType.DURATION,
          Duration.ofMinutes(1),
          "Each checkpoint ends a file of each subtask: seldom means fewer files, and events that"
              + " are in the store later");

  public static final OptionSet SET = CommonOptions.with(ROOT, CHECKPOINT_INTERVAL);

  private EventStoreOptions() {}

  /** Not as often as the other jobs: until then Kafka has the events. */
  static void checkpoint(StreamExecutionEnvironment env, OptionValues values) {
    env.enableCheckpointing(values.get(CHECKPOINT_INTERVAL).toMillis());
  }
}
