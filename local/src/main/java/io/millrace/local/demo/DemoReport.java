package io.millrace.local.demo;

import io.millrace.local.demo.outcome.SeenAlert;
import io.millrace.local.demo.report.Check;
import io.millrace.local.demo.report.CountChecks;
import io.millrace.local.demo.report.Percentiles;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Prints what went in and what came out, and whether every promise was kept. */
final class DemoReport {
  private final Session session;
  private final Scenario scenario;
  private final PrintStream out;

  DemoReport(Session session, Scenario scenario, PrintStream out) {
    this.session = session;
    this.scenario = scenario;
    this.out = out;
  }

  /** Prints all of it; returns whether all checks hold. */
  boolean print() throws IOException, InterruptedException {
    counts();
    deadLetters();
    scenario.describe(out);
    latency();
    addresses();
    return checks();
  }

  private void counts() {
    CountChecks counts = session.counts();
    out.println();
    out.printf("Messages in            %,9d  %s%n", counts.sent(), session.ledger().bySource());
    out.printf(
        "Observations out       %,9d  %s%n",
        counts.observations(), session.outcomes().observations().objects());
    out.printf("Duplicates dropped     %,9d%n", counts.dropped());
    out.printf("Dead letters           %,9d%n", session.outcomes().deadLetters().total());
    out.printf("Alerts opened          %,9d%n", session.outcomes().alerts().size());
    long repeated = session.outcomes().observations().repeated();
    if (repeated > 0) {
      out.printf("Repeated by a restart  %,9d  (same ids: they change nothing)%n", repeated);
    }
  }

  private void deadLetters() {
    var letters = session.outcomes().deadLetters();
    if (letters.total() == 0) {
      return;
    }
    out.println();
    out.println("Dead letters by code, with the reason of the first");
    letters
        .counts()
        .forEach(
            (code, count) ->
                out.printf("  %4d  %-18s %s%n", count, code, letters.reasons().get(code)));
  }

  private void latency() {
    Percentiles latency =
        Percentiles.of(
            session.outcomes().alerts().all().stream().map(SeenAlert::latencyMillis).toList());
    out.println();
    out.printf(
        "From message to alert: p50 %d ms, p99 %d ms, longest %d ms (%d alerts)%n",
        latency.p50(), latency.p99(), latency.max(), latency.count());
  }

  private void addresses() {
    DemoEndpoints at = session.endpoints();
    out.println();
    out.println("Flink            " + at.flinkUrl());
    out.println("API docs         " + at.serviceUrl() + "/docs");
    out.println("OpenAPI          " + at.serviceUrl() + "/openapi.json");
    out.println("Objects          " + at.serviceUrl() + "/api/v1/objects/machine");
    out.println("Alerts           " + at.serviceUrl() + "/api/v1/alerts");
    out.println("Elasticsearch    " + at.elasticsearchUrl());
    out.println("Schema registry  " + at.registryUrl());
  }

  private boolean checks() throws IOException, InterruptedException {
    List<Check> checks = new ArrayList<>(session.counts().checks());
    checks.addAll(scenario.checks());
    out.println();
    out.println("Checks");
    checks.forEach(check -> out.println(check.line()));
    long failed = checks.stream().filter(check -> !check.holds()).count();
    out.println();
    out.printf("%d checks, %d failed%n", checks.size(), failed);
    out.flush();
    return failed == 0;
  }
}
