package io.millrace.local.demo.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millrace.local.demo.definitions.DemoDefinitions;
import io.millrace.local.demo.message.DeviceMessage;
import io.millrace.local.demo.message.RunId;
import io.millrace.local.demo.message.SentLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Reads the recorded data beside the project, whole, where it is. */
class RecordedDataTest {
  private static final String HOME = System.getenv().getOrDefault("MILLRACE_DATA", "");

  @Test
  void everyPointOfTheRecordedSeriesIsSent() throws Exception {
    Path nab = folder("nab/data");
    SentLedger ledger = new SentLedger();
    Set<String> devices = new HashSet<>();
    ExpectedAlerts expected = new ExpectedAlerts(DemoDefinitions.threshold("series-high"));
    new ReplaySource(
            Recordings.in(nab),
            0,
            RunId.startedAt(1),
            message -> {
              ledger.enter(message);
              devices.add(message.deviceId());
            },
            expected)
        .run();
    System.out.printf("Recorded series: %d points of %d devices%n", ledger.total(), devices.size());
    assertThat(ledger.total()).isEqualTo(points(nab));
    assertThat(expected.opens().keySet()).isEqualTo(devices);
    assertThat(devices).hasSize(Recordings.in(nab).files().size());
  }

  @Test
  void everyRecordedPayloadIsSent() throws Exception {
    Path lorawan = folder("lorawan");
    Set<String> traces = new HashSet<>();
    new ReplaySource(
            Recordings.in(lorawan),
            0,
            RunId.startedAt(1),
            (DeviceMessage message) -> traces.add(message.traceId()),
            new ExpectedAlerts(DemoDefinitions.threshold("series-high")))
        .run();
    System.out.printf("Recorded payloads: %d%n", traces.size());
    assertThat(traces).hasSizeGreaterThan(100);
  }

  private static Path folder(String name) {
    Path home = HOME.isEmpty() ? Path.of("../../shared/data") : Path.of(HOME);
    Path folder = home.resolve(name);
    assumeTrue(Files.isDirectory(folder), () -> "skipped: no recorded data in " + folder);
    return folder;
  }

  private static long points(Path folder) throws IOException {
    long points = 0;
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".csv")).toList()) {
        points += Files.readAllLines(file).stream().filter(line -> line.startsWith("2")).count();
      }
    }
    return points;
  }
}
