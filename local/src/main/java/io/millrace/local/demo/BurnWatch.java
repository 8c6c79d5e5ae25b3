package io.millrace.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.local.demo.definitions.DemoDefinitions;
import io.millrace.local.demo.definitions.ServiceClient;
import io.millrace.local.demo.definitions.Threshold;
import io.millrace.local.demo.machine.CpuBurn;
import io.millrace.local.demo.outcome.AlertBook;
import io.millrace.local.demo.outcome.SeenAlert;
import io.millrace.local.demo.report.Check;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Burns this machine's CPU and looks whether the rule about it fires. */
final class BurnWatch {
  private static final String RULE = "host-cpu-high";

  private final ServiceClient service;
  private final AlertBook alerts;
  private final String hostId;
  private Instant start = Instant.MAX;
  private Instant end = Instant.MAX;

  BurnWatch(ServiceClient service, AlertBook alerts, String hostId) {
    this.service = service;
    this.alerts = alerts;
    this.hostId = hostId;
  }

  void burn(Duration length) throws InterruptedException {
    start = Instant.now();
    CpuBurn.run(length);
    end = Instant.now();
  }

  /** Alerts of this machine. */
  List<SeenAlert> alerts() {
    return alerts.of(RULE).stream().filter(alert -> alert.objectId().equals(hostId)).toList();
  }

  /** Whether none stands open, so that the next run sees one open. */
  boolean calm() {
    return alerts().stream().allMatch(alert -> alert.clearedAt() != null);
  }

  /** An alert must stand open while it burns, or open within a reading after it. */
  Check check() throws InterruptedException {
    Threshold threshold = DemoDefinitions.threshold(RULE);
    String name = "CPU burn raised '" + RULE + "'";
    for (SeenAlert alert : alerts()) {
      if (during(alert)) {
        double value = alert.value(threshold.field());
        return new Check(name, value > threshold.opensAbove(), String.format("at %.1f %%", value));
      }
    }
    if (alerts.inherited().contains(RULE + "/" + hostId)) {
      return new Check(name, true, "it stood open since before this run");
    }
    return stillOpen(name);
  }

  /** One that an earlier run opened stays open on a machine that is busy all along. */
  private Check stillOpen(String name) throws InterruptedException {
    try {
      JsonNode open = service.alerts("state", "OPEN", "rule", RULE, "object", hostId);
      String since = open.path("items").path(0).path("openedAt").asText();
      return since.isEmpty()
          ? new Check(name, false, "no alert while it burned")
          : new Check(name, true, "it is open since " + since + ": the machine is busy all along");
    } catch (IOException e) {
      return new Check(name, false, String.valueOf(e.getMessage()));
    }
  }

  private boolean during(SeenAlert alert) {
    Instant cleared = alert.clearedAt();
    return !alert.openedAt().isAfter(end.plusSeconds(2))
        && (cleared == null || !cleared.isBefore(start));
  }
}
