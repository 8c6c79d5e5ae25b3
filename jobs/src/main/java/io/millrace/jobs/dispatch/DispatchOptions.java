package io.millrace.jobs.dispatch;

import io.millrace.jobs.runtime.CommonOptions;
import io.millrace.jobs.runtime.SerializableClock;
import io.millrace.jobs.runtime.option.Option;
import io.millrace.jobs.runtime.option.OptionSet;
import io.millrace.jobs.runtime.option.OptionType;
import io.millrace.jobs.runtime.option.OptionValues;
import java.io.Serializable;
import java.time.Duration;

/**
 * What can be set of the dispatch job.
 *
 * @param commandTtl how long a command's id is remembered
 */
public record DispatchOptions(Duration commandTtl, SerializableClock clock)
    implements Serializable {

  static final Option<Duration> COMMAND_TTL =
      Option.of(
          "dispatch.command-ttl",
          OptionType.DURATION,
          Duration.ofDays(1),
          "A command that comes again within this time, with the same id for the same target, is"
              + " dropped and counted");

  public static final OptionSet SET = CommonOptions.with(COMMAND_TTL);

  public static DispatchOptions of(OptionValues values) {
    return new DispatchOptions(values.get(COMMAND_TTL), SerializableClock.system());
  }
}
