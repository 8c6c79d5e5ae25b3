package io.millrace.udfs.dataset;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The formats of files that hold tables. */
public enum TableFormat {
  /** Cells as text (RFC 4180), with the freedoms of a {@link CsvDialect}. */
  CSV,
  /** A JSON object a line. */
  JSON_LINES,
  /** One JSON document: an array of objects, or an object whose members are such arrays. */
  JSON,
  /** A workbook of Office Open XML ({@code .xlsx}); each sheet is a table. */
  EXCEL,
  /** An Avro object container file. */
  AVRO,
  /** An Apache Parquet file. */
  PARQUET;

  private static final Map<String, TableFormat> BY_ENDING =
      Map.of(
          "csv", CSV,
          "tsv", CSV,
          "txt", CSV,
          "jsonl", JSON_LINES,
          "ndjson", JSON_LINES,
          "json", JSON,
          "xlsx", EXCEL,
          "avro", AVRO,
          "parquet", PARQUET);

  /** The name in documents, for instance {@code json-lines}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** All names in documents. */
  public static List<String> words() {
    return Arrays.stream(values()).map(TableFormat::word).toList();
  }

  /** The format of this name, or null where there is none. */
  public static @Nullable TableFormat named(String word) {
    return Arrays.stream(values())
        .filter(format -> format.word().equals(word))
        .findFirst()
        .orElse(null);
  }

  /** The format that the ending of a file's name tells, or null where it tells none. */
  public static @Nullable TableFormat ofFile(String name) {
    String ending = name.substring(name.lastIndexOf('.') + 1);
    return BY_ENDING.get(ending.toLowerCase(Locale.ROOT));
  }

  /** Whether a file may hold several tables. */
  public boolean holdsSeveral() {
    return this == EXCEL || this == JSON;
  }
}
