package io.millrace.local.demo;

import io.millrace.local.demo.definitions.DemoDefinitions;
import io.millrace.local.demo.definitions.ServiceException;
import io.millrace.local.demo.definitions.Threshold;
import io.millrace.local.demo.machine.MachineSource;
import io.millrace.local.demo.outcome.SeenAlert;
import io.millrace.local.demo.plant.Fault;
import io.millrace.local.demo.plant.FaultKind;
import io.millrace.local.demo.plant.PlantClock;
import io.millrace.local.demo.plant.PlantSize;
import io.millrace.local.demo.plant.PlantSource;
import io.millrace.local.demo.report.Check;
import io.millrace.local.demo.report.FaultCheck;
import io.millrace.local.demo.report.RuleChange;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Both sources at once: this machine, live, and the plant with its planted faults. */
final class LiveScenario implements Scenario {
  private static final Duration CALM_DOWN = Duration.ofSeconds(15);
  private static final Duration REACTION = Duration.ofSeconds(5);

  private final Session session;
  private final PlantSize size;
  private final Duration duration;
  private final PlantClock clock;
  private final PlantSource plant;
  private final MachineSource machine;
  private final BurnWatch burn;
  private final RuleSwitch rule;

  LiveScenario(Session session, DemoOptions options) {
    this.session = session;
    this.size = options.plant();
    this.duration = options.duration();
    // First, for it takes OSHI a second to look around, and the clock is running then.
    this.machine = new MachineSource(session.run(), session.sender(), session.serverPids());
    long start = System.currentTimeMillis();
    this.clock = PlantClock.of(start, size.devices(), options.rate(), duration);
    this.plant =
        new PlantSource(
            size,
            clock,
            session.run(),
            new BoundedLag(session.sender(), session::behind, (long) (2 * options.rate()) + 1000));
    this.burn = new BurnWatch(session.service(), session.outcomes().alerts(), machine.hostId());
    // For the rule itself, on a machine as busy as this may be, and until a server room sends.
    double roomMillis = 2000.0 * size.devices() / options.rate() / size.serverRooms();
    this.rule =
        new RuleSwitch(
            session.service(), size.serverRooms(), REACTION.plusMillis((long) roomMillis));
  }

  @Override
  public void stream(Progress out) throws IOException, InterruptedException {
    BackgroundTask sending = new BackgroundTask("demo-plant", plant::run);
    out.say("%,d machines and %,d rooms live a day".formatted(size.machines(), size.rooms()));
    machine.start();
    sending.start();
    try (machine) {
      Storyboard story = new Storyboard(plant::progress, sending);
      story.await(0.35);
      changeRule(out);
      story.await(0.50);
      burnCpu(out);
      story.await(0.70);
      // A line that lags behind gets more time to show the whole effect.
      story.await(0.85, this::changeShown);
      changeBack(out);
      sending.join();
      out.say("The plant's day is over");
      var unused = Storyboard.await(CALM_DOWN, burn::calm);
    } finally {
      sending.stop();
      rule.changeBack();
    }
  }

  @Override
  public boolean settled() throws IOException, InterruptedException {
    return checks().stream().allMatch(Check::holds);
  }

  @Override
  public List<Check> checks() throws IOException, InterruptedException {
    List<Check> checks = new ArrayList<>(faultChecks());
    checks.add(burn.check());
    RuleChange change = rule.made();
    checks.addAll(
        change == null
            ? List.of(new Check("A rule was changed", false, "it was not"))
            : change.checks(session.outcomes().alerts().all()));
    checks.addAll(index().checks());
    return checks;
  }

  @Override
  public void describe(PrintStream out) throws IOException, InterruptedException {
    AlertTable table = new AlertTable(out, session.startedAt());
    table.faults(faultCheck().findings(faults()), clock);
    table.list("False alerts", faultCheck().falseAlerts(faults()));
    table.list("Alerts of this machine", burn.alerts());
    RuleChange change = rule.made();
    if (change != null) {
      table.change(change, session.outcomes().alerts().all());
    }
    out.println();
    out.println("The hottest machines at the end of the day, by a search");
    try {
      index().hottest(3).forEach(line -> out.println("  " + line));
    } catch (ServiceException e) {
      out.println("  " + e.getMessage()); // The checks that follow are worth more than this.
    }
  }

  private IndexCheck index() {
    return new IndexCheck(session.service(), session.run(), objects(), plant.samples());
  }

  private List<Check> faultChecks() {
    List<FaultCheck.Finding> findings = faultCheck().findings(faults());
    List<SeenAlert> wrong = faultCheck().falseAlerts(faults());
    return List.of(
        Check.equal(
            "Every planted fault was found once, in its time, and cleared",
            findings.size(),
            findings.stream().filter(FaultCheck.Finding::found).count()),
        Check.equal("False alerts", 0, wrong.size()));
  }

  private FaultCheck faultCheck() {
    Map<String, Threshold> thresholds =
        Arrays.stream(FaultKind.values())
            .map(FaultKind::ruleId)
            .collect(Collectors.toMap(Function.identity(), DemoDefinitions::threshold));
    return new FaultCheck(clock, thresholds, session.outcomes().alerts().all());
  }

  private List<Fault> faults() {
    return plant.faults().faults();
  }

  /** Machines and rooms by the size of the plant, this machine's devices by what they sent. */
  private Map<String, Integer> objects() {
    Map<String, Integer> objects = new TreeMap<>(session.outcomes().observations().objects());
    objects.put("machine", size.machines());
    objects.put("room", size.rooms());
    return objects;
  }

  private void changeRule(Progress out) throws IOException, InterruptedException {
    RuleChange change = rule.change();
    out.say(
        "Rule '%s' changed while data flows: it opens above %.1f °C now (version %d)"
            .formatted(change.changed().ruleId(), change.changed().opensAbove(), change.version()));
  }

  private boolean changeShown() {
    RuleChange change = rule.made();
    int shown = change == null ? 0 : change.effects(session.outcomes().alerts().all()).size();
    return shown >= size.serverRooms();
  }

  private void changeBack(Progress out) throws IOException, InterruptedException {
    rule.changeBack();
    out.say("Rule '%s' changed back".formatted(DemoDefinitions.CHANGED_RULE));
  }

  private void burnCpu(Progress out) throws InterruptedException {
    Duration length = Duration.ofSeconds(Math.min(6, Math.max(3, duration.toSeconds() / 8)));
    out.say("Burning all of this machine's CPU for " + length.toSeconds() + " s");
    burn.burn(length);
  }
}
