package io.millrace.udfs.backtest.input;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which columns of a table are no properties.
 *
 * @param time when it was observed
 * @param object the object's id; null where all rows are of one object
 */
public record CsvColumns(String time, @Nullable String object) {
  /** Names that are taken for the time where none is given. */
  private static final List<String> TIMES = List.of("timestamp", "time", "ts", "observedAt");

  /** Names that are taken for the object where none is given. */
  private static final List<String> OBJECTS = List.of("objectId", "deviceId", "device", "object");

  /**
   * The columns of this header.
   *
   * @param time as named by the user, or null
   * @param object as named by the user, or null
   * @throws IllegalArgumentException where there is no such column
   */
  public static CsvColumns of(List<String> header, @Nullable String time, @Nullable String object) {
    String times = time == null ? first(TIMES, header) : named(time, header);
    if (times == null) {
      throw new IllegalArgumentException(
          "There is no column of times ("
              + String.join(", ", TIMES)
              + "); the header is "
              + header);
    }
    return new CsvColumns(times, object == null ? first(OBJECTS, header) : named(object, header));
  }

  private static String named(String name, List<String> header) {
    if (!header.contains(name)) {
      throw new IllegalArgumentException("There is no column '" + name + "' in " + header);
    }
    return name;
  }

  private static @Nullable String first(List<String> names, List<String> header) {
    return names.stream().filter(header::contains).findFirst().orElse(null);
  }
}
