package io.millrace.bench.nab;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.bench.load.BenchMain;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class NabBenchTest {
  private static final String RULE =
      """
      - id: high
        kind: threshold
        objectType: series
        condition: "series == 'a/s' && value > 5.0"
      """;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir private Path folder;

  @BeforeEach
  void write() throws IOException {
    Files.createDirectories(folder.resolve("data/a"));
    Files.writeString(
        folder.resolve("anomaly-windows.json"),
        """
        {"a/s.csv": [["2026-01-01 00:10:00.000000", "2026-01-01 00:20:00.000000"],
                     ["2026-01-01 01:10:00.000000", "2026-01-01 01:20:00.000000"]],
         "a/t.csv": []}""");
    Files.writeString(
        folder.resolve("data/a/s.csv"),
        """
        timestamp,value
        2026-01-01 00:00:00,6
        2026-01-01 00:05:00,1
        2026-01-01 00:20:00,7
        2026-01-01 00:25:00,1
        """);
    Files.writeString(folder.resolve("data/a/t.csv"), "timestamp,value\n2026-01-01 00:00:00,9\n");
  }

  @Test
  void countsWindowsAndFalseAlarms() throws IOException {
    assertThat(run(RULE)).isZero();
    assertThat(out.toString())
        .contains("1 of 2 windows, 1 false alarms")
        .contains("missed 2026-01-01T01:10:00Z to 2026-01-01T01:20:00Z")
        .contains("false alarm 2026-01-01T00:00:00Z")
        .contains("1 rules, 2 series: 1 of 2 windows detected, 2 alerts, 1 false alarms")
        .contains("5 observations");
  }

  @Test
  void aRuleThatFailsIsNamed() throws IOException {
    assertThat(run(RULE.replace("value > 5.0", "value.size() > 5"))).isEqualTo(1);
    assertThat(out.toString()).contains("could not judge: high: ");
  }

  @Test
  void brokenRulesAndFoldersAreRefused() throws IOException {
    assertThat(run(RULE.replace("condition", "conditions"))).isEqualTo(2);
    assertThat(err.toString()).contains("/0/conditions");
    Files.delete(folder.resolve("data/a/t.csv"));
    assertThat(run(RULE)).isEqualTo(1);
    assertThat(err.toString()).contains("There is no file");
  }

  private int run(String rules) throws IOException {
    Path file = Files.writeString(folder.resolve("rules.yaml"), rules);
    CommandLine commandLine = BenchMain.commandLine();
    commandLine.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return commandLine.execute("nab", "--data", folder.toString(), "--rules", file.toString());
  }
}
