package io.millrace.local.demo;

import io.millrace.local.demo.definitions.DemoDefinitions;
import io.millrace.local.demo.definitions.ServiceClient;
import io.millrace.local.demo.definitions.Threshold;
import io.millrace.local.demo.report.RuleChange;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Changes one rule while data flows, and changes it back. */
final class RuleSwitch {
  private final ServiceClient service;
  private final int expected;
  private final Duration within;
  private boolean inForce;
  private @Nullable RuleChange change;

  /**
   * @param expected alerts that the change must open
   * @param within time from the request to the first of them, at most
   */
  RuleSwitch(ServiceClient service, int expected, Duration within) {
    this.service = service;
    this.expected = expected;
    this.within = within;
  }

  /** Puts the changed rule in force. */
  RuleChange change() throws IOException, InterruptedException {
    Instant putAt = Instant.now();
    inForce = true;
    long version = service.putRule(DemoDefinitions.CHANGED_RULE, DemoDefinitions.changedRule());
    Threshold threshold = Threshold.of(DemoDefinitions.changedRule());
    RuleChange made = new RuleChange(threshold, version, putAt, expected, within);
    change = made;
    return made;
  }

  /** Puts the first rule back in force, if it is not. */
  void changeBack() throws IOException, InterruptedException {
    if (inForce) {
      service.putRule(
          DemoDefinitions.CHANGED_RULE, DemoDefinitions.rule(DemoDefinitions.CHANGED_RULE));
      inForce = false;
    }
  }

  /** The change, null before it was made. */
  @Nullable RuleChange made() {
    return change;
  }
}
