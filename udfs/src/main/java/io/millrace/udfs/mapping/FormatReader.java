package io.millrace.udfs.mapping;

import io.millrace.udfs.definition.DocumentReader;
import io.millrace.udfs.format.DeclaredFormat;
import io.millrace.udfs.format.PayloadFormat;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what a mapping declares of its source's format: {@code format} and {@code columns}. */
final class FormatReader {
  private FormatReader() {}

  /**
   * The declared format, or null where there is none.
   *
   * @param source the source that the mapping takes, null for any
   */
  static @Nullable DeclaredFormat read(DocumentReader reader, @Nullable String source) {
    String word = reader.oneOf("format", PayloadFormat.words(), "");
    List<String> columns = columns(reader);
    PayloadFormat format = PayloadFormat.named(word);
    if (!columns.isEmpty() && format != PayloadFormat.CSV) {
      reader.problem("columns", "Needs the format csv");
    }
    if (format == null) {
      return null;
    }
    if (source == null) {
      reader.problem("format", "Needs match.source: it is the format of that source's messages");
    }
    return new DeclaredFormat(format, columns);
  }

  private static List<String> columns(DocumentReader reader) {
    List<String> columns = reader.textList("columns");
    if (new HashSet<>(columns).size() < columns.size()) {
      reader.problem("columns", "Must have each name once");
    }
    return columns;
  }
}
