package io.millrace.udfs.backtest.input;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import io.millrace.schemas.avro.Observation;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Observations as CSV with a header (RFC 4180). Every column but those of the time and the object
 * is a property: a number becomes a double, {@code true} and {@code false} a truth, all else a
 * text; an empty cell is a property that is missing.
 */
public final class CsvTable implements ObservationSource {
  private static final ObjectReader CSV =
      new CsvMapper()
          .enable(CsvParser.Feature.WRAP_AS_ARRAY)
          .enable(CsvParser.Feature.TRIM_SPACES)
          .readerForListOf(String.class);

  private final MappingIterator<List<String>> rows;
  private final Defaults defaults;
  private final List<String> header;
  private final CsvColumns columns;
  private long number;

  /**
   * @param time the column of times, or null to find it
   * @param object the column of object ids, or null to find it
   * @throws IOException if there is no header, or it lacks such a column
   */
  public CsvTable(
      BufferedReader text, Defaults defaults, @Nullable String time, @Nullable String object)
      throws IOException {
    this.defaults = defaults;
    this.rows = CSV.readValues(text);
    if (!rows.hasNextValue()) {
      throw new IOException(defaults.name() + " is empty");
    }
    this.header = List.copyOf(rows.nextValue());
    try {
      this.columns = CsvColumns.of(header, time, object);
    } catch (IllegalArgumentException e) {
      throw new IOException(defaults.name() + ": " + e.getMessage(), e);
    }
  }

  @Override
  public @Nullable Observation next() throws IOException {
    try {
      List<String> cells = row();
      if (cells == null) {
        return null;
      }
      Observation observation = observation(cells, number);
      number++;
      return observation;
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new IOException(defaults.name() + ", row " + (number + 1) + ": " + e.getMessage(), e);
    }
  }

  private @Nullable List<String> row() throws IOException {
    while (rows.hasNextValue()) {
      List<String> cells = new ArrayList<>(rows.nextValue());
      if (cells.size() > 1 || !cells.get(0).isEmpty()) {
        return cells;
      }
    }
    return null;
  }

  private Observation observation(List<String> cells, long place) {
    if (cells.size() != header.size()) {
      throw new IllegalArgumentException(cells.size() + " cells for " + header.size() + " columns");
    }
    Instant at = Instant.EPOCH;
    String object = defaults.objectId();
    Map<String, Object> properties = new HashMap<>();
    for (int i = 0; i < cells.size(); i++) {
      String name = header.get(i);
      String cell = cells.get(i);
      if (name.equals(columns.time())) {
        at = Times.of(cell);
      } else if (name.equals(columns.object())) {
        object = cell;
      } else if (!cell.isEmpty()) {
        properties.put(name, value(cell));
      }
    }
    return defaults.observation(defaults.objectType(), object, object, at, at, properties, place);
  }

  private static Object value(String cell) {
    if (cell.equals("true") || cell.equals("false")) {
      return Boolean.valueOf(cell);
    }
    try {
      return Double.valueOf(cell);
    } catch (NumberFormatException e) {
      return cell;
    }
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
