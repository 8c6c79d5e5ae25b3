package io.millrace.jobs.rules;

import io.millrace.jobs.runtime.CommonOptions;
import io.millrace.jobs.runtime.option.Option;
import io.millrace.jobs.runtime.option.OptionSet;
import io.millrace.jobs.runtime.option.OptionType;
import io.millrace.jobs.runtime.option.OptionValues;
import java.time.Duration;

/** What can be set of the rules job. */
public final class RulesOptions {
  private static final RulesTiming USUAL = RulesTiming.usual();

  public static final Option<Duration> IDLENESS =
      Option.of(
          "rules.idleness",
          OptionType.DURATION,
          USUAL.idleness(),
          "A partition without observations for this long no longer holds event time back; where"
              + " none has any, event time goes on with the clock");

  public static final Option<Duration> STARTUP_GRACE =
      Option.of(
          "rules.startup-grace",
          OptionType.DURATION,
          USUAL.startupGrace(),
          "After a start without observations for this long, event time goes on from where it was");

  public static final Option<Duration> VERSION_RETENTION =
      Option.of(
          "rules.version-retention",
          OptionType.DURATION,
          USUAL.versionRetention(),
          "How long a replaced version of a rule is kept for observations received before it was");

  public static final Option<Duration> FAILURE_INTERVAL =
      Option.of(
          "rules.failure-interval",
          OptionType.DURATION,
          USUAL.failureInterval(),
          "A rule that keeps failing writes one dead letter in this time, with the number of failures");

  public static final OptionSet SET =
      CommonOptions.with(IDLENESS, STARTUP_GRACE, VERSION_RETENTION, FAILURE_INTERVAL);

  private RulesOptions() {}

  public static RulesTiming timing(OptionValues values) {
    return new RulesTiming(
        values.get(IDLENESS),
        values.get(STARTUP_GRACE),
        values.get(VERSION_RETENTION),
        values.get(FAILURE_INTERVAL));
  }
}
