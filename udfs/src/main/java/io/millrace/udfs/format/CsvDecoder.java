package io.millrace.udfs.format;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One CSV record (RFC 4180): cells are texts. With columns it becomes a map, and an empty cell that
 * is not quoted is left out; without columns it becomes a list, and such a cell is null.
 */
final class CsvDecoder implements PayloadDecoder {
  private static final CsvFactory FACTORY =
      CsvFactory.builder()
          .enable(CsvParser.Feature.WRAP_AS_ARRAY)
          .enable(CsvParser.Feature.EMPTY_UNQUOTED_STRING_AS_NULL)
          .build();

  private final List<String> columns;

  /**
   * @param columns names of the cells in their order; empty where they have none
   */
  CsvDecoder(List<String> columns) {
    this.columns = List.copyOf(columns);
  }

  @Override
  public Object decode(byte[] payload, Instant receivedAt) throws RefusedException {
    List<@Nullable String> cells = cells(Utf8.decode(payload));
    if (columns.isEmpty()) {
      return cells;
    }
    if (cells.size() != columns.size()) {
      throw refused(cells.size() + " cells for " + columns.size() + " columns");
    }
    Map<String, String> record = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      String cell = cells.get(i);
      if (cell != null) {
        record.put(columns.get(i), cell);
      }
    }
    return record;
  }

  private static List<@Nullable String> cells(String text) throws RefusedException {
    try (CsvParser parser = FACTORY.createParser(text)) {
      List<@Nullable String> cells = new ArrayList<>();
      JsonToken table = parser.nextToken();
      JsonToken record = parser.nextToken();
      if (table != JsonToken.START_ARRAY || record != JsonToken.START_ARRAY) {
        throw refused("Empty");
      }
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        cells.add(parser.currentToken() == JsonToken.VALUE_NULL ? null : parser.getText());
      }
      if (parser.nextToken() != JsonToken.END_ARRAY) {
        throw refused("More than one record");
      }
      return cells;
    } catch (IOException e) {
      throw refused(String.valueOf(e.getMessage()).lines().findFirst().orElse("No CSV"));
    }
  }

  private static RefusedException refused(String reason) {
    return new RefusedException(RefusalCode.MALFORMED_CSV, "", reason);
  }
}
