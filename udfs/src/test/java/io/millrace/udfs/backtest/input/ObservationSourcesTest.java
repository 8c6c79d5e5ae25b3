package io.millrace.udfs.backtest.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.schemas.avro.GeoPoint;
import io.millrace.schemas.avro.Observation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ObservationSourcesTest {
  private static final Defaults DEFAULTS = new Defaults("file", "machine", "press-4");

  @Test
  void linesSayAllOrAsLittleAsTheyNeed() throws IOException {
    List<Observation> all =
        read(
            lines(
                """
                {"observedAt": "2026-01-31T12:00:00Z", "properties": {"temperature": 81.5, "n": 3, "none": null}}

                {"observedAt": 1769860860000, "receivedAt": "2026-01-31T12:01:01Z", "objectType": "room", "deviceId": "d", "id": "i", "traceId": "t",
                 "properties": {"at": {"lat": 52.5, "lon": 13}, "open": true}}
                """
                    .replace("\"t\",\n", "\"t\",")));
    Observation first = all.get(0);
    assertThat(first.getObjectType()).isEqualTo("machine");
    assertThat(first.getObjectId()).isEqualTo("press-4");
    assertThat(first.getDeviceId()).isEqualTo("press-4");
    assertThat(first.getReceivedAt()).isEqualTo(first.getObservedAt());
    assertThat(first.getProperties()).isEqualTo(Map.of("temperature", 81.5, "n", 3L));
    Observation second = all.get(1);
    assertThat(second.getId()).isEqualTo("i");
    assertThat(second.getTraceId()).isEqualTo("t");
    assertThat(second.getObjectType()).isEqualTo("room");
    assertThat(second.getObjectId()).isEqualTo("d");
    assertThat(second.getObservedAt()).isEqualTo(Instant.parse("2026-01-31T12:01:00Z"));
    assertThat(second.getReceivedAt()).isEqualTo(Instant.parse("2026-01-31T12:01:01Z"));
    assertThat(second.getProperties())
        .isEqualTo(Map.of("at", new GeoPoint(52.5, 13.0), "open", true));
  }

  @Test
  void theSameFileGivesTheSameIdsAndEachLineItsOwn() throws IOException {
    String twice = "{\"observedAt\": \"2026-01-31\", \"properties\": {}}\n".repeat(2);
    List<String> ids = read(lines(twice)).stream().map(Observation::getId).toList();
    assertThat(ids).doesNotHaveDuplicates();
    assertThat(read(lines(twice)).stream().map(Observation::getId)).isEqualTo(ids);
  }

  @Test
  void aBrokenLineIsNamedWithAllThatIsWrong() {
    assertThatThrownBy(() -> read(lines("\n{\"observedAt\": \"noon\", \"value\": 3}\n")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("file, line 2")
        .hasMessageContaining("/value: Is not known here")
        .hasMessageContaining("/observedAt: 'noon' is no time")
        .hasMessageContaining("/properties: Is required");
    assertThatThrownBy(() -> read(lines("[]")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("line 1: Must be a JSON object");
  }

  @Test
  void tablesHaveTheirTypesFromTheirCells() throws IOException {
    List<Observation> all =
        read(
            table(
                "timestamp,deviceId,value,open,\"a, b\"\n"
                    + "2026-01-31 12:00:00,d1,7,true,x\n\n2026-01-31 12:05:00,d2,,false,\n"));
    assertThat(all.get(0).getProperties())
        .isEqualTo(Map.of("value", 7.0, "open", true, "a, b", "x"));
    assertThat(all.get(0).getObjectId()).isEqualTo("d1");
    assertThat(all.get(1).getProperties()).isEqualTo(Map.of("open", false));
    assertThat(all.get(1).getObservedAt()).isEqualTo(Instant.parse("2026-01-31T12:05:00Z"));
    assertThat(all).hasSize(2);
  }

  @Test
  void tablesAreRefusedWithTheRow() {
    assertThatThrownBy(() -> table("")).hasMessage("file is empty");
    assertThatThrownBy(() -> table("a,b\n1,2\n")).hasMessageContaining("no column of times");
    assertThatThrownBy(() -> new CsvTable(text("ts,b\n"), DEFAULTS, "when", null))
        .hasMessageContaining("no column 'when'");
    assertThatThrownBy(() -> read(table("ts,v\n2026-01-31,1\nnoon,2\n")))
        .hasMessageContaining("row 2: 'noon' is no time");
    assertThatThrownBy(() -> read(table("ts,v\n2026-01-31\n,\n2026-01-31,1,2\n")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("row 1: 1 cells for 2 columns");
  }

  @Test
  void aStretchHoldsItsStartAndNotItsEnd() throws IOException {
    String days = "ts,v\n2026-01-01,1\n2026-01-02,2\n2026-01-03,3\n";
    var between =
        new Between(
            table(days),
            Instant.parse("2026-01-02T00:00:00Z"),
            Instant.parse("2026-01-03T00:00:00Z"));
    assertThat(read(between)).extracting(o -> o.getProperties().get("v")).containsExactly(2.0);
    assertThat(read(new Between(table(days), null, null))).hasSize(3);
  }

  private static JsonLines lines(String text) {
    return new JsonLines(text(text), DEFAULTS);
  }

  private static CsvTable table(String text) throws IOException {
    return new CsvTable(text(text), DEFAULTS, null, null);
  }

  private static BufferedReader text(String text) {
    return new BufferedReader(new StringReader(text));
  }

  private static List<Observation> read(ObservationSource source) throws IOException {
    List<Observation> all = new ArrayList<>();
    try (source) {
      for (Observation o = source.next(); o != null; o = source.next()) {
        all.add(o);
      }
    }
    return all;
  }
}
