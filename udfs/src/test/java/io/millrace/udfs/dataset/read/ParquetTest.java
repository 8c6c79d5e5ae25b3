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
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that DuckDB writes, which shares no code with what reads them. */
class ParquetTest {
  private static Connection duckDb;
  @TempDir private static Path folder;

  @BeforeAll
  static void connect() throws SQLException {
    duckDb = DriverManager.getConnection("jdbc:duckdb:");
    try (Statement statement = duckDb.createStatement()) {
      statement.execute("SET TimeZone = 'UTC'");
    }
  }

  @AfterAll
  static void disconnect() throws SQLException {
    duckDb.close();
  }

  private static byte[] file(String query, String options) throws SQLException, IOException {
    Path file = folder.resolve("table.parquet");
    try (Statement statement = duckDb.createStatement()) {
      statement.execute("COPY (%s) TO '%s' (FORMAT parquet%s)".formatted(query, file, options));
    }
    return Files.readAllBytes(file);
  }

  private static List<Map<String, Object>> rows(String query) throws Exception {
    return Rows.of(TableFormat.PARQUET, file(query, "")).values();
  }

  private static final String CITIES =
      """
      SELECT i::INTEGER AS id, CASE WHEN i % 2 = 1 THEN 'Ulm' || i % 7 END AS name,
        i / 4 AS area, i % 3 = 0 AS old, hash(i)::VARCHAR AS code FROM range(1, 5001) r(i)""";

  @ParameterizedTest
  @CsvSource({"uncompressed,V1", "snappy,V1", "gzip,V1", "zstd,V1", "snappy,V2", "zstd,V2"})
  void readsWhatIsPackedWithEachCodec(String codec, String version) throws Exception {
    String options =
        ", CODEC '%s', PARQUET_VERSION %s, ROW_GROUP_SIZE 2048".formatted(codec, version);
    Rows read = Rows.of(TableFormat.PARQUET, file(CITIES, options));
    assertThat(read.columns()).containsExactly("id", "name", "area", "old", "code");
    assertThat(read.rows()).hasSize(5000).extracting(TableRow::number).endsWith(5000L);
    assertThat(read.values().get(0))
        .containsEntry("id", 1L)
        .containsEntry("name", "Ulm1")
        .containsEntry("area", 0.25)
        .containsEntry("old", false);
    assertThat(read.values().get(4999)).containsEntry("id", 5000L).containsEntry("name", null);
    assertThat(read.values().stream().map(row -> (long) row.get("id")))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 5000).boxed().toList());
    assertThat(read.values().stream().filter(row -> row.get("old").equals(true))).hasSize(1666);
    assertThat(read.values().stream().map(row -> row.get("code")).distinct()).hasSize(5000);
  }

  @Test
  void decimalsKeepEveryDigitAndWholeOnesAreNumbers() throws Exception {
    assertThat(
            rows(
                """
                SELECT 10.50::DECIMAL(4,2) AS a, -0.0001::DECIMAL(9,4) AS b,
                  123456789012.345678::DECIMAL(18,6) AS c, 7::DECIMAL(18,0) AS d,
                  -12345678901234567890123456789.123456789::DECIMAL(38,9) AS e,
                  99::DECIMAL(19,0) AS f"""))
        .containsExactly(
            Map.of(
                "a", "10.50",
                "b", "-0.0001",
                "c", "123456789012.345678",
                "d", 7L,
                "e", "-12345678901234567890123456789.123456789",
                "f", "99"));
  }

  @Test
  void timesAreTextsAsOfATable() throws Exception {
    assertThat(
            rows(
                """
                SELECT DATE '1969-12-31' AS a, TIMESTAMP '2026-11-21 08:30:00' AS b,
                  TIMESTAMPTZ '2026-11-21 08:30:00.12+01' AS c, TIME '08:30:00' AS d,
                  TIMESTAMP_NS '1969-07-20 20:17:40.000000001' AS e,
                  TIMESTAMP_MS '2026-11-21 08:30:00.5' AS f"""))
        .containsExactly(
            Map.of(
                "a", "1969-12-31",
                "b", "2026-11-21T08:30:00",
                "c", "2026-11-21T07:30:00.12Z",
                "d", "08:30:00",
                "e", "1969-07-20T20:17:40.000000001",
                "f", "2026-11-21T08:30:00.5"));
  }

  @Test
  void otherValuesAreNumbersAndTexts() throws Exception {
    Map<String, Object> row =
        rows("""
                SELECT 'NaN'::DOUBLE AS nan, '-Infinity'::FLOAT AS less, 1.5::FLOAT AS f,
                  18446744073709551615::UBIGINT AS most, 4000000000::UINTEGER AS much,
                  -5::TINYINT AS few, 'x\\x00y'::BLOB AS bytes, 'Ärger'::VARCHAR AS text,
                  'b2e3b5c4-0f0e-4a52-9d0a-1d5a1b7b7d11'::UUID AS id,
                  INTERVAL '14 months 3 days 1500 milliseconds' AS span""")
            .get(0);
    assertThat(row)
        .containsEntry("nan", "NaN")
        .containsEntry("less", "-Infinity")
        .containsEntry("f", 1.5)
        .containsEntry("most", "18446744073709551615")
        .containsEntry("much", 4_000_000_000L)
        .containsEntry("few", -5L)
        .containsEntry(
            "bytes", Base64.getEncoder().encodeToString("x\0y".getBytes(StandardCharsets.US_ASCII)))
        .containsEntry("text", "Ärger")
        .containsEntry("id", "b2e3b5c4-0f0e-4a52-9d0a-1d5a1b7b7d11")
        .containsEntry("span", "P14M3DT1.5S");
  }

  @Test
  void whatIsNestedDeeperThanALevelIsJson() throws Exception {
    List<Map<String, Object>> rows =
        rows(
            """
            SELECT * FROM (VALUES
              ([1, NULL, 3], {'a': 1, 'b': [DATE '2026-11-21']}, MAP {'k': 1.5::DOUBLE},
               [{'x': 1, 'y': 'z'}], 1),
              ([], NULL, MAP {}, NULL, 2)) t(list, struct, map, deep, id) ORDER BY id""");
    Map<String, Object> struct = new HashMap<>();
    struct.put("a", 1L);
    struct.put("b", "[\"2026-11-21\"]");
    assertThat(rows.get(0))
        .containsEntry("list", Arrays.asList(1L, null, 3L))
        .containsEntry("struct", struct)
        .containsEntry("map", Map.of("k", 1.5))
        .containsEntry("deep", List.of("{\"x\":1,\"y\":\"z\"}"));
    assertThat(rows.get(1))
        .containsEntry("list", List.of())
        .containsEntry("struct", null)
        .containsEntry("map", Map.of())
        .containsEntry("deep", null);
  }

  @Test
  void aRowThatIsTooLargeIsToldAndTheNextIsRead() throws Exception {
    String query =
        "SELECT repeat('x', CASE WHEN i = 2 THEN 900001 ELSE 3 END) AS text FROM range(1, 4) r(i)";
    Rows read = Rows.of(TableFormat.PARQUET, file(query, ""));
    assertThat(read.values()).containsExactly(Map.of("text", "xxx"), Map.of("text", "xxx"));
    assertThat(read.unreadable()).containsExactly("2 row-too-large");
  }

  @Test
  void aTableWithoutRowsHasItsColumns() throws Exception {
    Rows read = Rows.of(TableFormat.PARQUET, file("SELECT 1 AS a, 'x' AS b WHERE false", ""));
    assertThat(read.columns()).containsExactly("a", "b");
    assertThat(read.rows()).isEmpty();
  }

  @Test
  void whatIsNoParquetFileIsRefused() {
    for (String text : List.of("", "PAR1", "no Parquet file at all", "PAR1xxxx\0\0\0\0PARE")) {
      assertThatThrownBy(() -> Rows.of(TableFormat.PARQUET, text.getBytes(StandardCharsets.UTF_8)))
          .isInstanceOf(TableException.class);
    }
  }

  @Test
  void aFileThatEndsTooEarlyIsRefusedAndNotShort() throws Exception {
    byte[] whole = file(CITIES, "");
    for (int length = 0; length < whole.length; length += 997) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> Rows.of(TableFormat.PARQUET, part))
          .isInstanceOf(TableException.class);
    }
  }

  /** Whatever is damaged, it ends as a damaged table, or in other values. */
  @Test
  void damageIsNeverAFailureOfAnotherKind() throws Exception {
    byte[] whole = file(CITIES.replace("5001", "301"), ", CODEC 'zstd', ROW_GROUP_SIZE 2048");
    Random random = new Random(7);
    int refused = 0;
    for (int i = 0; i < 600; i++) {
      byte[] damaged = whole.clone();
      for (int flips = random.nextInt(3) + 1; flips > 0; flips--) {
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      }
      try (var reader =
          Tables.open(
              TableFormat.PARQUET, new ByteArrayInputStream(damaged), TableOptions.DETECTED)) {
        while (reader.next() != null) {
          continue;
        }
      } catch (TableException e) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(100);
  }
}
