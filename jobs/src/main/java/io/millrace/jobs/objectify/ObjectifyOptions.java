package io.millrace.jobs.objectify;

import io.millrace.jobs.objectify.join.JoinSettings;
import io.millrace.jobs.runtime.CommonOptions;
import io.millrace.jobs.runtime.SerializableClock;
import io.millrace.jobs.runtime.option.Option;
import io.millrace.jobs.runtime.option.OptionSet;
import io.millrace.jobs.runtime.option.OptionType;
import io.millrace.jobs.runtime.option.OptionValues;
import java.io.Serializable;
import java.time.Duration;
import java.util.stream.Stream;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * What can be set of the objectify job.
 *
 * @param editTtl how long an edit's id is remembered
 * @param findingDelay how long something is to be wrong before it is a finding; zero: at once
 * @param joins how what mappings join is looked up
 */
public record ObjectifyOptions(
    Duration editTtl, Duration findingDelay, JoinSettings joins, SerializableClock clock)
    implements Serializable {

  static final Option<Duration> EDIT_TTL =
      Option.of(
          "objectify.edit-ttl",
          OptionType.DURATION,
          Duration.ofDays(7),
          "An edit that comes again within this time, with the same id for the same object, is"
              + " dropped and counted");

  static final Option<Duration> FINDING_DELAY =
      Option.of(
          "objectify.finding-delay",
          OptionType.DURATION,
          Duration.ofSeconds(10),
          "How long something is to be wrong between objects before it is a finding: rows come in"
              + " any order");

  static final Option<Duration> CHECKPOINT_INTERVAL =
      Option.of(
          "objectify.checkpoint-interval",
          OptionType.DURATION,
          Duration.ofSeconds(2),
          "With exactly-once, events are seen when a checkpoint is complete: so old are objects"
              + " for their readers");

  /** Exactly once: events that a crash undoes come again in another order (ADR 0029). */
  public static final OptionSet SET =
      CommonOptions.with(
              Stream.concat(
                      Stream.of(EDIT_TTL, FINDING_DELAY, CHECKPOINT_INTERVAL),
                      JoinSettings.OPTIONS.stream())
                  .toArray(Option<?>[]::new))
          .withDefault(CommonOptions.DELIVERY_GUARANTEE, DeliveryGuarantee.EXACTLY_ONCE);

  static void checkpoint(StreamExecutionEnvironment env, OptionValues values) {
    env.enableCheckpointing(values.get(CHECKPOINT_INTERVAL).toMillis());
  }

  public static ObjectifyOptions of(OptionValues values) {
    return of(values, SerializableClock.system());
  }

  /** With a clock of the caller's. */
  public static ObjectifyOptions of(OptionValues values, SerializableClock clock) {
    return new ObjectifyOptions(
        values.get(EDIT_TTL), values.get(FINDING_DELAY), JoinSettings.of(values), clock);
  }
}
