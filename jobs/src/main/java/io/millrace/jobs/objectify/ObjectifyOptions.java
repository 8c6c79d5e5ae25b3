package io.millrace.jobs.objectify;

import io.millrace.jobs.runtime.CommonOptions;
import io.millrace.jobs.runtime.SerializableClock;
import io.millrace.jobs.runtime.option.Option;
import io.millrace.jobs.runtime.option.OptionSet;
import io.millrace.jobs.runtime.option.OptionType;
import io.millrace.jobs.runtime.option.OptionValues;
import java.io.Serializable;
import java.time.Duration;

/**
 * What can be set of the objectify job.
 *
 * @param editTtl how long an edit's id is remembered
 */
public record ObjectifyOptions(Duration editTtl, SerializableClock clock) implements Serializable {

  static final Option<Duration> EDIT_TTL =
      Option.of(
          "objectify.edit-ttl",
          OptionType.DURATION,
          Duration.ofDays(7),
          "An edit that comes again within this time, with the same id for the same object, is"
              + " dropped and counted");

  public static final OptionSet SET = CommonOptions.with(EDIT_TTL);

  public static ObjectifyOptions of(OptionValues values) {
    return of(values, SerializableClock.system());
  }

  /** With a clock of the caller's. */
  public static ObjectifyOptions of(OptionValues values, SerializableClock clock) {
    return new ObjectifyOptions(values.get(EDIT_TTL), clock);
  }
}
