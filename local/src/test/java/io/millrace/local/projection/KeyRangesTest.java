package io.millrace.local.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyRangesTest {
  @TempDir Path folder;

  private static DocumentKey key(int number) {
    return new DocumentKey("objects-pump", "p\u00e4" + number);
  }

  @Test
  void everyKeyIsComparedOnce() throws IOException {
    Map<DocumentKey, Difference> differences = new TreeMap<>();
    int[] compared = new int[1];
    try (KeyRanges ranges = new KeyRanges(folder)) {
      for (int i = 0; i < 10_000; i++) {
        ranges.expect(key(i), new DocumentState(1, i));
        // An owner of old tells it, too.
        ranges.expect(key(i), new DocumentState(3, i));
        ranges.expect(key(i), new DocumentState(2, i));
        if (i != 5) {
          ranges.found(key(i), new DocumentState(i == 6 ? 2 : i == 7 ? 4 : 3, i == 8 ? -1 : i));
        }
      }
      ranges.found(key(10_000), new DocumentState(1, 1));
      ranges.compare(
          (key, expected, present) -> {
            compared[0]++;
            Difference difference = Difference.between(expected, present);
            if (difference != null) {
              differences.put(key, difference);
            }
          });
    }
    assertThat(compared[0]).isEqualTo(10_001);
    assertThat(differences)
        .containsOnly(
            Map.entry(key(5), Difference.MISSING),
            Map.entry(key(6), Difference.STALE),
            Map.entry(key(7), Difference.AHEAD),
            Map.entry(key(8), Difference.DIFFERING),
            Map.entry(key(10_000), Difference.SURPLUS));
  }

  @Test
  void theSumTellsSetsApart() {
    AuditReport report = new AuditReport();
    for (int i = 0; i < 5; i++) {
      report.compared(key(i), new DocumentState(1, i), new DocumentState(1, i));
    }
    assertThat(printed(report)).containsPattern("events 5 #(\\w{16}), index 5 #\\1");
    report.compared(key(9), new DocumentState(1, 1), new DocumentState(1, 2));
    assertThat(printed(report)).doesNotContainPattern("#(\\w{16}), index 6 #\\1");
  }

  private static String printed(AuditReport report) {
    StringWriter text = new StringWriter();
    report.print(new PrintWriter(text));
    return text.toString();
  }
}
