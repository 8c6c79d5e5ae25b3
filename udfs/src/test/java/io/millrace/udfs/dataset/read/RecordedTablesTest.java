package io.millrace.udfs.dataset.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testkit.RecordedData;
import io.millrace.udfs.dataset.TableFormat;
import io.millrace.udfs.dataset.TableOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables of others, as they came. */
class RecordedTablesTest {
  private static final Path NORTHWIND = Path.of("examples/northwind/data/csv");
  private static final Path CHINOOK = Path.of("ChinookDatabase/DataSources/ChinookData.json");
  private static final Path GTFS = Path.of("gtfs/spec/en/examples/sample-feed-1");

  private static Rows csv(String set, Path folder, String file) throws IOException {
    Path path = RecordedData.folder(set).resolve(folder).resolve(file);
    return Rows.of(TableFormat.CSV, Files.newInputStream(path), TableOptions.DETECTED);
  }

  @ParameterizedTest
  @CsvSource({
    "categories, 8, 4",
    "customers, 91, 11",
    "employee_territories, 49, 2",
    "employees, 9, 18",
    "order_details, 2155, 5",
    "orders, 830, 14",
    "products, 77, 10",
    "regions, 4, 2",
    "shippers, 3, 3",
    "suppliers, 29, 12",
    "territories, 53, 3"
  })
  void northwind(String table, int rows, int columns) throws Exception {
    Rows read = csv("northwind", NORTHWIND, table + ".csv");
    assertThat(read.unreadable()).isEmpty();
    assertThat(read.rows()).hasSize(rows);
    assertThat(read.columns()).hasSize(columns);
  }

  @Test
  void northwindsNullsAreNotThere() throws Exception {
    Map<String, Object> berlin = csv("northwind", NORTHWIND, "customers.csv").values().get(0);
    assertThat(berlin).containsEntry("city", "Berlin").doesNotContainKey("region");
  }

  @ParameterizedTest
  @CsvSource({
    "agency, 1",
    "calendar, 2",
    "calendar_dates, 1",
    "fare_attributes, 2",
    "fare_rules, 4",
    "frequencies, 11",
    "routes, 5",
    "shapes, 0",
    "stop_times, 28",
    "stops, 9",
    "trips, 11"
  })
  void gtfs(String table, int rows) throws Exception {
    Rows read = csv("gtfs", GTFS, table + ".txt");
    assertThat(read.unreadable()).isEmpty();
    assertThat(read.rows()).hasSize(rows);
  }

  @ParameterizedTest
  @CsvSource({
    "Genre, 25",
    "MediaType, 5",
    "Artist, 275",
    "Album, 347",
    "Track, 3503",
    "Employee, 8",
    "Customer, 59",
    "Invoice, 412",
    "InvoiceLine, 2240",
    "Playlist, 18",
    "PlaylistTrack, 8715"
  })
  void chinook(String table, int rows) throws Exception {
    Path file = RecordedData.folder("chinook").resolve(CHINOOK);
    try (InputStream names = Files.newInputStream(file)) {
      assertThat(Tables.names(TableFormat.JSON, names)).hasSize(11).contains(table);
    }
    TableOptions options = TableOptions.DETECTED.withTable(table);
    Rows read = Rows.of(TableFormat.JSON, Files.newInputStream(file), options);
    assertThat(read.unreadable()).isEmpty();
    assertThat(read.rows()).hasSize(rows);
  }
}
