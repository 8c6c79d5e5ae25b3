package io.millrace.local.demo.replay;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Lines of recorded series: {@code yyyy-MM-dd HH:mm:ss,number} in UTC, with or without a head line
 * {@code timestamp,value}.
 */
final class CsvSeries {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private CsvSeries() {}

  /**
   * One point.
   *
   * @param millis epoch milliseconds
   */
  record Point(long millis, double value) {}

  static boolean isHead(String line) {
    return line.strip().equalsIgnoreCase("timestamp,value");
  }

  /**
   * The point in a line.
   *
   * @throws IllegalArgumentException if it is none, with the reason
   */
  static Point parse(String line) {
    int comma = line.indexOf(',');
    if (comma < 0) {
      throw new IllegalArgumentException("no comma in '" + line + "'");
    }
    String time = line.substring(0, comma).strip();
    try {
      long millis = LocalDateTime.parse(time, TIME).toInstant(ZoneOffset.UTC).toEpochMilli();
      return new Point(millis, Double.parseDouble(line.substring(comma + 1).strip()));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("'" + time + "' is no time yyyy-MM-dd HH:mm:ss", e);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("no number after the comma in '" + line + "'", e);
    }
  }
}
