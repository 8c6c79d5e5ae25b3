package io.millrace.udfs.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.schemas.avro.DatasetMode;
import io.millrace.udfs.definition.DefinitionException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatasetManifestTest {
  private static final String LEAST =
      """
      {"dataset": "orders", "version": 3, "actor": "user:ann",
       "loadedAt": "2026-11-21T08:30:00Z", "file": "orders.csv"}""";

  @Test
  void aFewFieldsAreEnough() throws Exception {
    assertThat(DatasetManifest.read(LEAST))
        .isEqualTo(
            new DatasetManifest(
                "orders",
                3,
                DatasetMode.SNAPSHOT,
                "user:ann",
                Instant.parse("2026-11-21T08:30:00Z"),
                "orders.csv",
                TableFormat.CSV,
                TableOptions.DETECTED,
                null));
  }

  @Test
  void whatIsWrittenIsRead() throws Exception {
    CsvDialect tabs = new CsvDialect('\t', '\'', false, "UTF-16", "NULL");
    DatasetManifest full =
        new DatasetManifest(
            "stops",
            12,
            DatasetMode.INCREMENT,
            "service:api",
            Instant.parse("2026-11-21T08:30:00.123Z"),
            "stops of today.txt",
            TableFormat.CSV,
            new TableOptions("Sheet 1", tabs, false),
            "0".repeat(64));
    assertThat(DatasetManifest.read(full.json())).isEqualTo(full);
    DatasetManifest least = DatasetManifest.read(LEAST);
    assertThat(DatasetManifest.read(least.json())).isEqualTo(least);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"file\": \"orders.csv\" | \"file\": \"../orders.csv\" | /file",
        "\"file\": \"orders.csv\" | \"file\": \".hidden.csv\" | /file",
        "\"file\": \"orders.csv\" | \"file\": \"orders\" | /format",
        "\"version\": 3           | \"version\": 0 | /version",
        "\"version\": 3           | \"mode\": \"snapshot\" | /version",
        "\"version\": 3           | \"version\": 3, \"mode\": \"all\" | /mode",
        "\"version\": 3           | \"version\": 3, \"sha256\": \"12\" | /sha256",
        "\"version\": 3           | \"version\": 3, \"csv\": {\"delimiter\": \"ab\"} | /csv/delimiter",
        "\"version\": 3           | \"version\": 3, \"csv\": {\"delimiter\": \"x\"} | /csv/delimiter",
        "\"version\": 3           | \"version\": 3, \"colour\": \"red\" | /colour",
        "user:ann                 | ann | /actor",
        "2026-11-21T08:30:00Z     | yesterday | /loadedAt",
        "\"orders\"               | \"Orders\" | /dataset"
      })
  void tellsWhatIsWrong(String part, String instead, String path) {
    String broken = LEAST.replace(part, instead);
    assertThat(broken).isNotEqualTo(LEAST);
    assertThatThrownBy(() -> DatasetManifest.read(broken))
        .isInstanceOfSatisfying(
            DefinitionException.class, e -> assertThat(e.problems().get(0).path()).isEqualTo(path));
  }
}
