package io.millrace.udfs.dataset;

import io.millrace.udfs.format.RefusalCode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row of data. Numbers count rows, readable or not, from 1; headers and empty lines are none. */
public sealed interface TableRow {
  /** Most bytes of a row, as it is written: with its names it still fits a record of Kafka. */
  int MOST_BYTES = 900_000;

  /** Its number. */
  long number();

  /**
   * A row that can be read.
   *
   * @param values by column, in its order: text, Long, Double, Boolean, null, or a list or map of
   *     them. What is nested deeper is JSON as text. Of CSV and Excel an empty cell is not there
   */
  record Values(long number, Map<String, @Nullable Object> values) implements TableRow {}

  /**
   * A row that cannot be read; those after it can.
   *
   * @param reason for people: one sentence
   * @param excerpt the row as it is written or its beginning; empty where no bytes are its own
   */
  record Unreadable(long number, RefusalCode code, String reason, byte[] excerpt)
      implements TableRow {}
}
