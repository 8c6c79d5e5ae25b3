package io.millrace.local.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;

/** A recorded series: a file of {@code timestamp,value}. */
record Series(String id, List<Row> rows) {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  record Row(long millis, String value) {
    String json() {
      return "{\"ts\":" + millis + ",\"value\":" + value + "}";
    }
  }

  /** What a threshold with hysteresis makes of the series, counted by a plain loop. */
  record Counts(int rows, int opened, int cleared) {}

  static List<Series> readAll(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(f -> f.toString().endsWith(".csv")).sorted().map(Series::read).toList();
    }
  }

  private static Series read(Path file) {
    try {
      List<Row> rows =
          Files.readAllLines(file).stream()
              .skip(1)
              .filter(line -> !line.isBlank())
              .map(line -> line.split(","))
              .map(cells -> new Row(millis(cells[0]), cells[1]))
              .toList();
      return new Series(file.getFileName().toString().replace(".csv", ""), rows);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long millis(String time) {
    return LocalDateTime.parse(time, TIME).toInstant(ZoneOffset.UTC).toEpochMilli();
  }

  static Counts count(List<Series> all, double high, double low) {
    int rows = 0;
    int opened = 0;
    int cleared = 0;
    for (Series series : all) {
      boolean open = false;
      for (Row row : series.rows) {
        double value = Double.parseDouble(row.value);
        rows++;
        if (!open && value > high) {
          open = true;
          opened++;
        } else if (open && value < low) {
          open = false;
          cleared++;
        }
      }
    }
    return new Counts(rows, opened, cleared);
  }

  /** The value with the newest time; of equal times the one that Millrace's order puts last. */
  double lastValue() {
    Row last = rows.get(0);
    for (Row row : rows) {
      boolean newer = row.millis > last.millis;
      boolean tie = row.millis == last.millis && rank(row).compareTo(rank(last)) > 0;
      last = newer || tie ? row : last;
    }
    return Double.parseDouble(last.value);
  }

  private static String rank(Row row) {
    return "Double:" + Double.parseDouble(row.value);
  }
}
