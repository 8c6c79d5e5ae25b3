package io.millrace.local.demo;

import io.millrace.local.demo.definitions.DemoDefinitions;
import io.millrace.local.demo.definitions.ServiceException;
import io.millrace.local.demo.definitions.Threshold;
import io.millrace.local.demo.outcome.SeenAlert;
import io.millrace.local.demo.replay.ExpectedAlerts;
import io.millrace.local.demo.replay.Recordings;
import io.millrace.local.demo.replay.ReplaySource;
import io.millrace.local.demo.report.Check;
import io.millrace.local.demo.report.SeriesCheck;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A folder of recorded series and payloads, played again. */
final class ReplayScenario implements Scenario {
  private static final String RULE = "series-high";
  private static final String SERIES = "replay-csv/";

  private final Session session;
  private final Recordings recordings;
  private final ExpectedAlerts expected;
  private final ReplaySource source;
  private final Threshold threshold;

  /**
   * @throws IOException if the folder holds nothing that can be replayed
   */
  ReplayScenario(Session session, Path folder, double speedUp) throws IOException {
    this.session = session;
    this.recordings = Recordings.in(folder);
    this.threshold = DemoDefinitions.threshold(RULE);
    this.expected = new ExpectedAlerts(threshold);
    this.source = new ReplaySource(recordings, speedUp, session.run(), session.sender(), expected);
  }

  @Override
  public void stream(Progress out) throws IOException, InterruptedException {
    out.say("Replaying %d files".formatted(recordings.files().size()));
    source.run();
    out.say("The last recorded message is sent");
  }

  @Override
  public boolean settled() throws IOException, InterruptedException {
    return checks().stream().allMatch(Check::holds);
  }

  @Override
  public List<Check> checks() throws IOException, InterruptedException {
    List<SeenAlert> alerts = session.outcomes().alerts().of(RULE);
    Set<String> inherited = Set.copyOf(session.outcomes().alerts().inherited());
    List<Check> checks =
        new ArrayList<>(new SeriesCheck(threshold, expected.opens()).checks(alerts, inherited));
    Set<String> series = series();
    if (!series.isEmpty()) {
      checks.add(Check.equal("Documents of the series", series.size(), documents(series)));
    }
    return checks;
  }

  @Override
  public void describe(PrintStream out) {
    out.println();
    out.println("Messages by device");
    source.sent().forEach((device, count) -> out.printf("  %,8d  %s%n", count, device));
    new AlertTable(out, session.startedAt())
        .dated("Alerts at recorded times", session.outcomes().alerts().of(RULE));
  }

  private Set<String> series() {
    return source.sent().keySet().stream()
        .filter(device -> device.startsWith(SERIES))
        .map(device -> device.substring(SERIES.length()))
        .collect(Collectors.toSet());
  }

  private long documents(Set<String> series) throws IOException, InterruptedException {
    long found = 0;
    for (String id : series) {
      try {
        found += session.service().object("series", id).path("properties").has("value") ? 1 : 0;
      } catch (ServiceException e) {
        // Not there (yet): the count tells.
      }
    }
    return found;
  }
}
