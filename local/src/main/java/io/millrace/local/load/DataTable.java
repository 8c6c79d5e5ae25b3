package io.millrace.local.load;

import io.millrace.udfs.dataset.TableFormat;
import io.millrace.udfs.dataset.TableOptions;
import io.millrace.udfs.dataset.TableReader;
import io.millrace.udfs.dataset.infer.DatasetIds;
import io.millrace.udfs.dataset.infer.NamedTable;
import io.millrace.udfs.dataset.read.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A table in a file.
 *
 * @param name as its file or sheet has it, without the ending
 * @param table the sheet, or the member of a JSON document; empty where the file is the table
 */
public record DataTable(String name, Path file, TableFormat format, String table) {
  /** As {@code ./millrace infer} names the data set of this table. */
  public String dataset() {
    return DatasetIds.of(name);
  }

  /** The table at its beginning. */
  public TableReader open() throws IOException {
    TableOptions options = TableOptions.DETECTED.withTable(table);
    return Tables.open(format, Files.newInputStream(file), options);
  }

  public NamedTable named() {
    return new NamedTable(name, this::open);
  }
}
