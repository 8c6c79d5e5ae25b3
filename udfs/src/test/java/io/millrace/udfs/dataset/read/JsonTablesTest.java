package io.millrace.udfs.dataset.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.udfs.dataset.TableException;
import io.millrace.udfs.dataset.TableFormat;
import io.millrace.udfs.dataset.TableOptions;
import io.millrace.udfs.dataset.TableRow;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTablesTest {
  private static final String DOCUMENT =
      """
      {"about": {"rows": [1, [2]]}, "City": [{"id": 1, "name": "Ulm"}, {"id": 2, "name": null}],
       "Empty": [], "n": 7}""";

  private static Rows table(String document, String table) throws IOException {
    byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
    TableOptions options = TableOptions.DETECTED.withTable(table);
    return Rows.of(TableFormat.JSON, new ByteArrayInputStream(bytes), options);
  }

  @Test
  void aLineIsARow() throws Exception {
    Rows rows = Rows.of(TableFormat.JSON_LINES, "{\"a\":1,\"b\":2.5}\n\n{\"a\":null,\"c\":true}");
    assertThat(rows.columns()).isEmpty();
    assertThat(rows.values().get(0)).isEqualTo(Map.of("a", 1L, "b", 2.5));
    assertThat(rows.values().get(1)).containsEntry("a", null).containsEntry("c", true);
  }

  @Test
  void whatIsNestedDeeperThanOneLevelIsText() throws Exception {
    Rows rows = Rows.of(TableFormat.JSON_LINES, "{\"a\":[1,[2]],\"b\":{\"c\":{\"d\":3}}}");
    assertThat(rows.values())
        .containsExactly(Map.of("a", List.of(1L, "[2]"), "b", Map.of("c", "{\"d\":3}")));
  }

  @Test
  void badLinesAreReportedAndTheRestGoesOn() throws Exception {
    String tooLong = "{\"a\":\"" + "x".repeat(TableRow.MOST_BYTES) + "\"}";
    Rows rows =
        Rows.of(
            TableFormat.JSON_LINES, "{\"a\":1}\n{\"a\":\n[1]\n\"x\"\n" + tooLong + "\n{\"a\":2}\n");
    assertThat(rows.unreadable())
        .containsExactly("2 malformed-json", "3 wrong-type", "4 wrong-type", "5 row-too-large");
    assertThat(rows.values()).containsExactly(Map.of("a", 1L), Map.of("a", 2L));
  }

  @Test
  void aLineThatIsNotUtf8IsReported() throws Exception {
    byte[] bytes = "{\"a\":\"ü\"}\n{\"a\":\"?\"}\n{\"a\":2}\n".getBytes(StandardCharsets.UTF_8);
    bytes[new String(bytes, StandardCharsets.ISO_8859_1).indexOf('?')] = (byte) 0x80;
    assertThat(Rows.of(TableFormat.JSON_LINES, bytes).unreadable()).containsExactly("2 not-utf-8");
  }

  @Test
  void aDocumentMayBeTheTable() throws Exception {
    Rows rows = table("[{\"a\":1},7,{\"a\":99999999999999999999}]", "");
    assertThat(rows.values()).containsExactly(Map.of("a", 1L), Map.of("a", 1e20));
    assertThat(rows.unreadable()).containsExactly("2 wrong-type");
  }

  @Test
  void aDocumentMayHaveTables() throws Exception {
    byte[] bytes = DOCUMENT.getBytes(StandardCharsets.UTF_8);
    assertThat(Tables.names(TableFormat.JSON, new ByteArrayInputStream(bytes)))
        .containsExactly("City", "Empty");
    assertThat(table(DOCUMENT, "City").values().get(0)).isEqualTo(Map.of("id", 1L, "name", "Ulm"));
    assertThat(table(DOCUMENT, "Empty").rows()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "about", "n", "Town"})
  void whatIsNoTableIsRefused(String name) {
    assertThatThrownBy(() -> table(DOCUMENT, name)).isInstanceOf(TableException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[{\"a\":1}", "[{\"a\":1},{\"a\":]", "{\"t\":[{\"a\":1}", "nonsense"})
  void whatIsBrokenEndsTheTable(String document) {
    assertThatThrownBy(() -> table(document, document.startsWith("{") ? "t" : ""))
        .isInstanceOf(TableException.class);
  }

  @Test
  void aRowOverTheLimitEndsTheTable() {
    String document = "[{\"a\":\"" + "x".repeat(2 * TableRow.MOST_BYTES) + "\"}]";
    assertThatThrownBy(() -> table(document, ""))
        .isInstanceOf(TableException.class)
        .hasMessageContaining("more than");
  }
}
