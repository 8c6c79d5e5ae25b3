package io.millrace.local.demo;

import io.millrace.local.api.Acknowledgements;
import io.millrace.local.demo.definitions.DemoDefinitions;
import io.millrace.local.demo.definitions.ServiceClient;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;

/** One run from the definitions to the report, on a stack that is up. */
final class DemoRun {
  private static final Duration IN_FORCE = Duration.ofSeconds(60);
  private static final Duration DRAIN = Duration.ofSeconds(60);

  /** After everything came out: time for what must not come. */
  private static final Duration SURPLUS = Duration.ofSeconds(2);

  private final DemoTarget target;
  private final DemoOptions options;
  private final PrintStream out;
  private final boolean terminal;

  DemoRun(DemoTarget target, DemoOptions options, PrintStream out, boolean terminal) {
    this.target = target;
    this.options = options;
    this.out = out;
    this.terminal = terminal;
  }

  /**
   * Runs it.
   *
   * @return whether every check holds
   * @throws IOException if a server refuses its part
   * @throws InterruptedException if it is being stopped
   */
  boolean run() throws IOException, InterruptedException {
    try (Session session = new Session(target)) {
      define(session);
      Scenario scenario = scenario(session);
      try (Progress progress = new Progress(out, terminal, session)) {
        scenario.stream(progress);
        session.sender().flush();
        drain(session, scenario, progress);
      }
      return new DemoReport(session, scenario, out).print();
    }
  }

  private Scenario scenario(Session session) throws IOException {
    Path data = options.data();
    return data == null
        ? new LiveScenario(session, options)
        : new ReplayScenario(session, data, options.speedUp());
  }

  /** Puts the definitions and waits until the jobs have them: the first message counts too. */
  private void define(Session session) throws IOException, InterruptedException {
    ServiceClient service = session.service();
    DemoEndpoints at = session.endpoints();
    try (Acknowledgements acks = new Acknowledgements(at.kafkaBootstrap(), at.registryUrl())) {
      for (String id : DemoDefinitions.MAPPINGS) {
        acks.await("mapping", id, service.putMapping(id, DemoDefinitions.mapping(id)), IN_FORCE);
      }
      for (String id : DemoDefinitions.RULES) {
        acks.await("rule", id, service.putRule(id, DemoDefinitions.rule(id)), IN_FORCE);
      }
    }
    out.printf(
        "Loaded %d mappings and %d rules%n",
        DemoDefinitions.MAPPINGS.size(), DemoDefinitions.RULES.size());
  }

  private static void drain(Session session, Scenario scenario, Progress progress)
      throws IOException, InterruptedException {
    progress.say("Waiting for the rest to come out");
    long end = System.nanoTime() + DRAIN.toNanos();
    while (!(session.counts().complete() && scenario.settled())) {
      session.reader().check();
      if (System.nanoTime() > end) {
        progress.say("Not everything came out within " + DRAIN.toSeconds() + " s");
        return;
      }
      Thread.sleep(500);
    }
    Thread.sleep(SURPLUS.toMillis());
    session.reader().check();
  }
}
