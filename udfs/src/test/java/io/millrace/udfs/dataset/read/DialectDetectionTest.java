package io.millrace.udfs.dataset.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.udfs.dataset.CsvDialect;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DialectDetectionTest {
  private static CsvDialect detected(String text) {
    return DialectDetection.of(text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(chars = {',', ';', '\t', '|'})
  void findsTheDelimiter(char delimiter) {
    String text = "id,name,note\n1,Ann,\"a;b|c,d\"\n2,Bob,x\n".replace(',', delimiter);
    assertThat(detected(text)).isEqualTo(CsvDialect.RFC_4180.withDelimiter(delimiter));
  }

  @Test
  void decimalCommasDoNotDivide() {
    assertThat(detected("id;x;y\n1;2,5;3\n2;1,5;4\n3;7;1,25\n").delimiter()).isEqualTo(';');
  }

  @Test
  void findsSingleQuotesWhereTheyHoldDelimiters() {
    assertThat(detected("id,name\n1,'a,b'\n2,'c,d'\n3,'e'\n").quote()).isEqualTo('\'');
  }

  @Test
  void apostrophesAreNoQuotes() {
    assertThat(detected("id,name\n1,'s-Hertogenbosch\n2,O'Reilly\n").quote()).isEqualTo('"');
  }

  @Test
  void textWithCommasIsOneColumn() {
    CsvDialect dialect = detected("note\nwell, yes\nno\nmaybe\nperhaps\n");
    assertThat(dialect).isEqualTo(CsvDialect.RFC_4180.withDelimiter(dialect.delimiter()));
    assertThat(dialect.delimiter()).isNotEqualTo(',');
  }

  @ParameterizedTest
  @ValueSource(strings = {"1,2\n3,4\n", "a,\nb,c\n", "a,a\nb,c\n"})
  void numbersGapsAndRepetitionAreNoHeader(String text) {
    assertThat(detected(text).header()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"NULL", "\\N"})
  void findsTheTextForWhatIsNotThere(String text) {
    assertThat(detected("a,b\n1," + text + "\n").nullText()).isEqualTo(text);
  }

  @Test
  void aNameThatLooksLikeItIsNone() {
    assertThat(detected("a,b\n1,Null Island\n").nullText()).isNull();
  }
}
