package io.millrace.udfs.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.udfs.format.RefusalCode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableSurveyTest {
  @Test
  void tellsColumnsRowsAndWhatCannotBeRead() throws Exception {
    TableSurvey survey = new TableSurvey(List.of("a", "b"));
    survey.add(new TableRow.Values(1, Map.of("a", "1")));
    survey.add(new TableRow.Values(2, Map.of("a", "x", "c", 2L)));
    survey.add(new TableRow.Unreadable(3, RefusalCode.MALFORMED_CSV, "broken", new byte[0]));
    assertThat(survey.schema())
        .isEqualTo(
            new TableSchema(
                List.of(
                    new TableSchema.Column("a", Set.of(ValueKind.WHOLE_NUMBER, ValueKind.TEXT), 2),
                    new TableSchema.Column("b", Set.of(), 0),
                    new TableSchema.Column("c", Set.of(ValueKind.WHOLE_NUMBER), 1)),
                3,
                1));
  }

  @Test
  void refusesKeysThatAreNoColumns() {
    TableSurvey survey = new TableSurvey(List.of());
    assertThatThrownBy(
            () -> {
              for (int i = 0; i <= TableSurvey.MOST_COLUMNS; i++) {
                survey.add(new TableRow.Values(i + 1, Map.of("column" + i, 1L)));
              }
            })
        .isInstanceOf(TableException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "0, WHOLE_NUMBER",
    "-12, WHOLE_NUMBER",
    "007, TEXT",
    "1.50, NUMBER",
    "1e3, NUMBER",
    "2026-11-21, DATE",
    "2026-11-21 08:30:00.000, TIMESTAMP",
    "2026-11-21T08:30:00Z, TIMESTAMP",
    "true, BOOLEAN",
    "True, TEXT",
    "'', TEXT",
    "12345678901234567890, NUMBER"
  })
  void tellsWhatATextIsWrittenAs(String text, ValueKind kind) {
    assertThat(ValueKind.of(text)).isEqualTo(kind);
  }

  @Test
  void endingsTellFormats() {
    assertThat(TableFormat.ofFile("a.b.XLSX")).isEqualTo(TableFormat.EXCEL);
    assertThat(TableFormat.ofFile("stops.txt")).isEqualTo(TableFormat.CSV);
    assertThat(TableFormat.ofFile("readme")).isNull();
    assertThat(TableFormat.words()).allSatisfy(w -> assertThat(TableFormat.named(w)).isNotNull());
  }
}
