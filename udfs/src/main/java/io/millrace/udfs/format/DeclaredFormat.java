package io.millrace.udfs.format;

import java.util.List;

/**
 * The format that a definition declares for its source's messages.
 *
 * @param columns names of a CSV record's cells, empty where they have none
 */
public record DeclaredFormat(PayloadFormat format, List<String> columns) {
  public DeclaredFormat {
    columns = List.copyOf(columns);
  }
}
