package io.millrace.udfs.dataset.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.udfs.dataset.CsvDialect;
import io.millrace.udfs.dataset.TableException;
import io.millrace.udfs.dataset.TableFormat;
import io.millrace.udfs.dataset.TableOptions;
import io.millrace.udfs.dataset.TableRow;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
  private static Rows csv(String text) throws IOException {
    return Rows.of(TableFormat.CSV, text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void readsCellsByColumnWhateverEndsTheLines(String end) throws Exception {
    Rows rows = csv("id,name" + end + "1,Ann" + end + end + "2," + end);
    assertThat(rows.columns()).containsExactly("id", "name");
    assertThat(rows.rows()).extracting(TableRow::number).containsExactly(1L, 2L);
    assertThat(rows.values()).containsExactly(Map.of("id", "1", "name", "Ann"), Map.of("id", "2"));
  }

  @Test
  void aQuotedCellMayHoldDelimitersQuotesAndLineEnds() throws Exception {
    Rows rows = csv("id,text\n1,\"a,b \"\"c\"\"\r\nd\"\n2,\"\"\n");
    assertThat(rows.values())
        .containsExactly(
            Map.of("id", "1", "text", "a,b \"c\"\r\nd"), Map.of("id", "2", "text", ""));
  }

  @Test
  void aQuoteWithinAPlainCellIsText() throws Exception {
    assertThat(csv("id,size\n1,5\" pipe\n").values())
        .containsExactly(Map.of("id", "1", "size", "5\" pipe"));
  }

  @Test
  void aRowOfAnotherNumberOfCellsIsReportedAndTheRestGoesOn() throws Exception {
    Rows rows = csv("a,b\n1,2\n3\n4,5,6\n7,8\n");
    assertThat(rows.unreadable()).containsExactly("2 malformed-csv", "3 malformed-csv");
    assertThat(rows.values())
        .containsExactly(Map.of("a", "1", "b", "2"), Map.of("a", "7", "b", "8"));
    assertThat(rows.rows().get(2))
        .isInstanceOfSatisfying(
            TableRow.Unreadable.class,
            bad -> {
              assertThat(bad.reason()).isEqualTo("3 cells for 2 columns");
              assertThat(bad.excerpt()).isEqualTo("4,5,6\n".getBytes(StandardCharsets.UTF_8));
            });
  }

  @Test
  void aQuoteThatIsNeverClosedCostsOneRow() throws Exception {
    Rows rows = csv("a,b\n1,\"x\n2,y\n3,z\n");
    assertThat(rows.unreadable()).containsExactly("1 malformed-csv");
    assertThat(rows.values())
        .containsExactly(Map.of("a", "2", "b", "y"), Map.of("a", "3", "b", "z"));
  }

  @Test
  void aQuoteThatTheNextRowsQuoteClosesCostsOneRow() throws Exception {
    Rows rows = csv("a,b\n1,\"x\n2,\"y\"\n3,z\n");
    assertThat(rows.unreadable()).containsExactly("1 malformed-csv");
    assertThat(rows.values())
        .containsExactly(Map.of("a", "2", "b", "y"), Map.of("a", "3", "b", "z"));
  }

  @Test
  void aRowThatIsNotInTheEncodingIsReportedAndTheRestGoesOn() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write("a,b\n1,ü\n2,".getBytes(StandardCharsets.UTF_8));
    bytes.write(0xfc);
    bytes.write("\n3,x\n".getBytes(StandardCharsets.UTF_8));
    Rows rows = Rows.of(TableFormat.CSV, bytes.toByteArray());
    assertThat(rows.unreadable()).containsExactly("2 not-utf-8");
    assertThat(rows.values())
        .containsExactly(Map.of("a", "1", "b", "ü"), Map.of("a", "3", "b", "x"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "windows-1252", "UTF-8"})
  void tellsTheEncoding(String encoding) throws Exception {
    byte[] bytes = "a,b\n1,Größe\n".getBytes(Charset.forName(encoding));
    assertThat(Rows.of(TableFormat.CSV, bytes).values())
        .containsExactly(Map.of("a", "1", "b", "Größe"));
  }

  @Test
  void half16BitCharactersAreReported() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(new byte[] {(byte) 0xff, (byte) 0xfe});
    bytes.write("a,b\n1,".getBytes(StandardCharsets.UTF_16LE));
    bytes.write(new byte[] {0x00, (byte) 0xd8});
    bytes.write("\n2,x\n".getBytes(StandardCharsets.UTF_16LE));
    Rows rows = Rows.of(TableFormat.CSV, bytes.toByteArray());
    assertThat(rows.unreadable()).containsExactly("1 not-utf-8");
    assertThat(rows.values()).containsExactly(Map.of("a", "2", "b", "x"));
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstName() throws Exception {
    assertThat(csv("\ufeffid,n\n1,2\n").columns()).containsExactly("id", "n");
  }

  @Test
  void namesThatAreMissingOrThereTwiceAreMadeDifferent() throws Exception {
    TableOptions header = TableOptions.DETECTED.withDialect(CsvDialect.RFC_4180);
    Rows rows = Rows.of(TableFormat.CSV, in("id,,id, x \n1,2,3,4\n"), header);
    assertThat(rows.columns()).containsExactly("id", "column2", "id_2", "x");
  }

  @Test
  void withoutAHeaderColumnsHaveNumbers() throws Exception {
    Rows rows = csv("1,2\n3,4\n");
    assertThat(rows.values())
        .containsExactly(
            Map.of("column1", "1", "column2", "2"), Map.of("column1", "3", "column2", "4"));
  }

  @Test
  void aRowOverTheLimitIsReportedAndTheRestGoesOn() throws Exception {
    Rows rows = csv("a,b\n1,2\n3," + "x".repeat(TableRow.MOST_BYTES) + "\n4,5\n");
    assertThat(rows.unreadable()).containsExactly("2 row-too-large");
    assertThat(rows.values()).hasSize(2);
  }

  @Test
  void aQuoteThatSwallowsMoreThanARowMayHaveIsReported() throws Exception {
    StringBuilder text = new StringBuilder("a,b\n1,\"x\n");
    int lines = TableRow.MOST_BYTES / 4 + 1000;
    text.append("2,y\n".repeat(lines));
    Rows rows = csv(text.toString());
    assertThat(rows.unreadable()).containsExactly("1 malformed-csv");
    assertThat(rows.values()).hasSize(lines);
  }

  @Test
  void aFirstRowThatCannotBeReadRefusesTheTable() {
    TableOptions plain = TableOptions.DETECTED.withDialect(CsvDialect.RFC_4180);
    assertThatThrownBy(() -> Rows.of(TableFormat.CSV, in("a,\"b\n"), plain))
        .isInstanceOf(TableException.class)
        .hasMessageContaining("not closed");
  }

  @Test
  void anUnknownEncodingRefusesTheTable() {
    TableOptions options =
        TableOptions.DETECTED.withDialect(CsvDialect.RFC_4180.withEncoding("klingon"));
    assertThatThrownBy(() -> Rows.of(TableFormat.CSV, in("a\n1\n"), options))
        .isInstanceOf(TableException.class)
        .hasMessageContaining("klingon");
  }

  @Test
  void anEmptyFileHasNoColumnsAndNoRows() throws Exception {
    Rows rows = csv("");
    assertThat(rows.columns()).isEmpty();
    assertThat(rows.rows()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(chars = {'a', '\n', 'é'})
  void aDialectRefusesSignsThatAreNone(char sign) {
    assertThatThrownBy(() -> CsvDialect.RFC_4180.withDelimiter(sign))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> CsvDialect.RFC_4180.withQuote(','))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static InputStream in(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
