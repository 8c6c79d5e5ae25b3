package io.millrace.jobs.rules;

import java.io.Serializable;
import java.time.Duration;

/**
 * What the rules job does by the clock.
 *
 * @param idleness after this long without an observation event time goes on with the clock
 * @param startupGrace the same after a start, when the backlog may take a while to come
 * @param versionRetention how long a version is kept that was replaced, counted in the time at
 *     which observations were received
 * @param failureInterval a rule that keeps failing is reported this often
 */
public record RulesTiming(
    Duration idleness, Duration startupGrace, Duration versionRetention, Duration failureInterval)
    implements Serializable {

  /** What the options default to. */
  public static RulesTiming usual() {
    return new RulesTiming(
        Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofHours(1), Duration.ofMinutes(1));
  }
}
