package io.millrace.local.demo.report;

import io.millrace.local.demo.definitions.Threshold;
import io.millrace.local.demo.outcome.SeenAlert;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A rule that was changed while data flowed.
 *
 * @param changed what the new version says
 * @param version number of the new version
 * @param putAt when the request for it was sent
 * @param expected alerts that it must open
 * @param within time from the request to the first message that the new version judges, at most
 */
public record RuleChange(
    Threshold changed, long version, Instant putAt, int expected, Duration within) {

  /** The alerts that the new version opened. */
  public List<SeenAlert> effects(List<SeenAlert> alerts) {
    return alerts.stream()
        .filter(alert -> alert.ruleId().equals(changed.ruleId()))
        .filter(alert -> alert.ruleVersion() == version)
        .toList();
  }

  /** Time from the request to the first alert of the new version; empty if there was none. */
  public Optional<Duration> reaction(List<SeenAlert> alerts) {
    return first(alerts, SeenAlert::emittedAt);
  }

  /**
   * Time from the request to the first message that the new version opened an alert for; empty if
   * there was none. How long messages wait before they are judged, as they do while the JVMs are
   * cold, is no part of it.
   */
  public Optional<Duration> inForce(List<SeenAlert> alerts) {
    return first(alerts, alert -> alert.emittedAt().minusMillis(alert.latencyMillis()));
  }

  private Optional<Duration> first(List<SeenAlert> alerts, Function<SeenAlert, Instant> time) {
    return effects(alerts).stream()
        .map(time)
        .min(Comparator.naturalOrder())
        .map(first -> Duration.between(putAt, first));
  }

  /** Whether the change had the effect that it must have, and no other. */
  public List<Check> checks(List<SeenAlert> alerts) {
    List<SeenAlert> effects = effects(alerts);
    List<SeenAlert> all =
        alerts.stream().filter(alert -> alert.ruleId().equals(changed.ruleId())).toList();
    long wrong =
        effects.stream()
            .filter(alert -> !(alert.value(changed.field()) > changed.opensAbove()))
            .count();
    Optional<Duration> inForce = inForce(alerts);
    String rule = "Changed rule '" + changed.ruleId() + "'";
    return List.of(
        new Check(
            rule + " was in force within " + within.toMillis() + " ms",
            inForce.isPresent() && inForce.get().compareTo(within) <= 0,
            inForce.map(time -> time.toMillis() + " ms").orElse("no effect")),
        Check.equal(rule + " opened an alert for each server room", expected, effects.size()),
        Check.equal(rule + " opened none at or below its new threshold", 0, wrong),
        Check.equal(rule + " opened none before and after", 0, all.size() - effects.size()),
        Check.equal(
            rule + " left none open after it was changed back",
            0,
            effects.stream().filter(alert -> alert.clearedAt() == null).count()));
  }
}
