package io.millrace.udfs.dataset.read;

import io.millrace.udfs.dataset.TableFormat;
import io.millrace.udfs.dataset.TableOptions;
import io.millrace.udfs.dataset.TableReader;
import io.millrace.udfs.dataset.TableRow;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** All rows of a table, for tests. */
record Rows(List<String> columns, List<TableRow> rows) {
  static Rows of(TableFormat format, InputStream in, TableOptions options) throws IOException {
    try (TableReader reader = Tables.open(format, in, options)) {
      List<TableRow> rows = new ArrayList<>();
      for (TableRow row = reader.next(); row != null; row = reader.next()) {
        rows.add(row);
      }
      return new Rows(reader.columns(), rows);
    }
  }

  static Rows of(TableFormat format, byte[] bytes) throws IOException {
    return of(format, new ByteArrayInputStream(bytes), TableOptions.DETECTED);
  }

  static Rows of(TableFormat format, String text) throws IOException {
    return of(format, text.getBytes(StandardCharsets.UTF_8));
  }

  /** The values of all readable rows. */
  List<Map<String, Object>> values() {
    List<Map<String, Object>> values = new ArrayList<>();
    for (TableRow row : rows) {
      if (row instanceof TableRow.Values readable) {
        values.add(readable.values());
      }
    }
    return values;
  }

  /** Each unreadable row as its number and code. */
  List<String> unreadable() {
    List<String> bad = new ArrayList<>();
    for (TableRow row : rows) {
      if (row instanceof TableRow.Unreadable unreadable) {
        bad.add(unreadable.number() + " " + unreadable.code().code());
      }
    }
    return bad;
  }
}
