package io.millrace.udfs.format;

import static io.millrace.udfs.format.Read.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextFormatsTest {
  @Test
  void aCsvRecordHasTheNamesOfItsColumns() throws Exception {
    assertThat(csv("p-7,\"a, \"\"b\"\"\nc\",21.5\r\n", "id", "note", "t"))
        .isEqualTo(Map.of("id", "p-7", "note", "a, \"b\"\nc", "t", "21.5"));
  }

  @Test
  void anEmptyCellIsLeftOutAndAQuotedOneIsAText() throws Exception {
    assertThat(csv("p-7,,\"\"", "id", "t", "note")).isEqualTo(Map.of("id", "p-7", "note", ""));
    assertThat(csv("a,,")).isEqualTo(Arrays.asList("a", null, null));
  }

  @Test
  void withoutColumnsCellsAreAList() throws Exception {
    assertThat(Read.as("text/csv; header=absent", "1,x")).isEqualTo(List.of("1", "x"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "a,b,c", "a,b\nc,d", "\"a,b", "\"a\"x,b"})
  void refusesWhatIsNotOneRecordOfTwoCells(String line) {
    assertThat(Read.refusal(() -> csv(line, "x", "y"))).isEqualTo(RefusalCode.MALFORMED_CSV);
  }

  @Test
  void aTextIsTakenAsItIs() throws Exception {
    assertThat(Read.as("text/plain", " 007\n")).isEqualTo(" 007\n");
    assertThat(Read.refusal(() -> Read.as("text/plain", new byte[] {(byte) 0xff})))
        .isEqualTo(RefusalCode.NOT_UTF_8);
  }

  @Test
  void aNumberIsANumber() throws Exception {
    assertThat(Read.declared(PayloadFormat.NUMBER, bytes(" 21.5\n"))).isEqualTo(21.5);
    assertThat(Read.declared(PayloadFormat.NUMBER, bytes("-3"))).isEqualTo(-3L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "true", "\"3\"", "NaN", "1e999", "0x10", "1,5", "[1]"})
  void refusesWhatIsNoNumber(String text) {
    assertThat(Read.refusal(() -> Read.declared(PayloadFormat.NUMBER, bytes(text))))
        .isEqualTo(RefusalCode.MALFORMED_NUMBER);
  }

  private static Object csv(String line, String... columns) throws RefusedException {
    return Read.declared(PayloadFormat.CSV, bytes(line), columns);
  }
}
