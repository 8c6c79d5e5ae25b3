package io.millrace.local.demo.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.local.demo.definitions.Threshold;
import io.millrace.local.demo.message.DeviceMessage;
import io.millrace.local.demo.message.Outcome;
import io.millrace.local.demo.message.RunId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplaySourceTest {
  private static final Threshold ABOVE_TEN = new Threshold("series-high", "value", 10, 5);

  @TempDir private Path folder;
  private final List<DeviceMessage> sent = new ArrayList<>();
  private final ExpectedAlerts expected = new ExpectedAlerts(ABOVE_TEN);

  @Test
  void aSeriesBecomesMessagesOfOneDevice() throws Exception {
    write(
        "deep/down/pump.csv",
        "timestamp,value\n2014-07-01 00:00:00,3.5\n\n1970-01-01 00:00:01,-2\n");
    replay(0);
    assertThat(sent).extracting(DeviceMessage::deviceId).containsOnly("series-pump");
    assertThat(sent).extracting(DeviceMessage::source).containsOnly("replay-csv");
    assertThat(payloads())
        .containsExactly("{\"ts\":1404172800000,\"value\":3.5}", "{\"ts\":1000,\"value\":-2.0}");
    assertThat(sent).extracting(DeviceMessage::traceId).doesNotHaveDuplicates();
  }

  @Test
  void filesOfOneNameAreToldApartByTheirFolders() throws Exception {
    write("a/pump.csv", "2014-07-01 00:00:00,1\n");
    write("b/pump.csv", "2014-07-01 00:00:00,2\n");
    replay(0);
    assertThat(sent)
        .extracting(DeviceMessage::deviceId)
        .containsExactlyInAnyOrder("series-a-pump", "series-b-pump");
  }

  @Test
  void jsonLinesAndArraysNameTheirDeviceOrAreNamedByTheirFile() throws Exception {
    write("one.jsonl", "{\"device\":\"d1\",\"x\":1}\n{\"deviceId\":2}\n");
    write("two.json", "[{\"id\":\"d3\"},\n {\"x\":{\"id\":\"inner\"}}]");
    replay(0);
    assertThat(sent)
        .extracting(DeviceMessage::deviceId)
        .containsExactlyInAnyOrder("d1", "2", "d3", "two");
    assertThat(sent).extracting(DeviceMessage::source).containsOnly("replay-json");
    assertThat(payloads()).contains("{\"device\":\"d1\",\"x\":1}", "{\"x\":{\"id\":\"inner\"}}");
  }

  @Test
  void aLineThatIsNoJsonIsSentAsItStandsAndMustBecomeADeadLetter() throws Exception {
    write("log.jsonl", "{\"id\":\"d1\"}\n{\"id\": \n");
    replay(0);
    assertThat(payloads()).containsExactly("{\"id\":\"d1\"}", "{\"id\": ");
    assertThat(sent)
        .extracting(DeviceMessage::outcome)
        .containsExactly(Outcome.OBSERVATION, Outcome.deadLetter("malformed-json"));
  }

  @Test
  void recordingsArePlayedSideBySideInRecordedTime() throws Exception {
    write("a.csv", "2014-07-01 00:00:00,1\n2014-07-01 00:00:10,2\n");
    write("b.csv", "2020-01-01 00:00:00,3\n2020-01-01 00:00:05,4\n2020-01-01 00:00:20,5\n");
    long start = System.nanoTime();
    replay(100);
    assertThat(payloads())
        .extracting(text -> text.replaceAll(".*value\":|\\.0}", ""))
        .endsWith("4", "2", "5");
    assertThat((System.nanoTime() - start) / 1_000_000).isBetween(200L, 2000L);
  }

  @Test
  void aLineThatIsNoPointIsToldWithItsFileAndNumber() throws Exception {
    write("bad.csv", "timestamp,value\n2014-07-01 00:00:00,1\n2014-07-01 00:00:00;2\n");
    assertThatThrownBy(() -> replay(0))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("bad.csv, line 3")
        .hasMessageContaining("no comma");
    write("bad.csv", "1 July 2014,1\n");
    assertThatThrownBy(() -> replay(0)).hasMessageContaining("yyyy-MM-dd HH:mm:ss");
    write("bad.csv", "2014-07-01 00:00:00,many\n");
    assertThatThrownBy(() -> replay(0)).hasMessageContaining("no number");
  }

  @Test
  void aFolderWithNothingToReplayIsRefused() throws Exception {
    assertThatThrownBy(() -> Recordings.in(folder)).hasMessageContaining("No .csv");
    assertThatThrownBy(() -> Recordings.in(folder.resolve("absent")))
        .hasMessageContaining("There is no folder");
  }

  @Test
  void theAlertsThatTheValuesAskForAreKnown() throws Exception {
    write("s.csv", points(1, 11, 7, 12, 4, 20));
    replay(0);
    assertThat(expected.opens()).isEqualTo(Map.of("series-s", new ExpectedAlerts.Opens(2, 2)));
  }

  @Test
  void anAlertThatWasOpenBeforeIsNotExpectedAgain() throws Exception {
    write("s.csv", points(7, 11, 4, 20));
    replay(0);
    assertThat(expected.opens()).isEqualTo(Map.of("series-s", new ExpectedAlerts.Opens(2, 1)));
  }

  private static String points(int... values) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < values.length; i++) {
      text.append(String.format("2014-07-01 00:00:%02d,%d%n", i, values[i]));
    }
    return text.toString();
  }

  private List<String> payloads() {
    return sent.stream()
        .map(message -> new String(message.payload(), StandardCharsets.UTF_8))
        .toList();
  }

  private void write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private void replay(double speedUp) throws Exception {
    new ReplaySource(Recordings.in(folder), speedUp, RunId.startedAt(1), sent::add, expected).run();
  }
}
