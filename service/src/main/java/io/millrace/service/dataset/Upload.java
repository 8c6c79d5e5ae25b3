package io.millrace.service.dataset;

import io.millrace.schemas.avro.DatasetMode;
import io.millrace.service.problem.ProblemCode;
import io.millrace.service.problem.ProblemException;
import io.millrace.udfs.dataset.DatasetManifest;
import io.millrace.udfs.dataset.TableFormat;
import io.millrace.udfs.dataset.TableOptions;
import io.millrace.udfs.definition.DocumentReader;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/**
 * What an upload says of the file that it brings.
 *
 * @param key the {@code Idempotency-Key}, null for none
 * @param options not yet with the dialect of CSV
 */
record Upload(
    String dataset,
    DatasetMode mode,
    String file,
    TableFormat format,
    TableOptions options,
    @Nullable String key) {
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

  /** Media types that tell a format; all others leave it to the file's name. */
  private static final Map<String, TableFormat> BY_TYPE =
      Map.of(
          "text/csv", TableFormat.CSV,
          "text/tab-separated-values", TableFormat.CSV,
          "application/json", TableFormat.JSON,
          "application/x-ndjson", TableFormat.JSON_LINES,
          "application/jsonl", TableFormat.JSON_LINES,
          "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", TableFormat.EXCEL,
          "application/avro", TableFormat.AVRO,
          "avro/binary", TableFormat.AVRO,
          "application/vnd.apache.parquet", TableFormat.PARQUET);

  /**
   * Checks what a request says.
   *
   * @param format the format's word; null to tell it by the file's name, then by the media type
   * @param file the file's name, null where it has none
   * @throws ProblemException for what cannot be used
   */
  static Upload of(
      String dataset,
      DatasetMode mode,
      @Nullable String format,
      @Nullable String file,
      @Nullable String table,
      @Nullable MediaType type,
      @Nullable String key) {
    if (!DocumentReader.ID.matcher(dataset).matches()) {
      throw invalid("The id of a data set must match " + DocumentReader.ID);
    }
    if (file != null && (!DatasetManifest.FILE.matcher(file).matches() || isManifest(file))) {
      throw invalid("The file's name must match " + DatasetManifest.FILE + " and be no manifest's");
    }
    if (key != null && !KEY.matcher(key).matches()) {
      throw invalid("Idempotency-Key may have 1 to 255 visible ASCII characters");
    }
    TableFormat known = format(format, file, type);
    String name = file == null ? "data." + known.word() : file;
    TableOptions options = TableOptions.DETECTED.withTable(table == null ? "" : table);
    return new Upload(dataset, mode, name, known, options, key);
  }

  private static boolean isManifest(String file) {
    return file.equalsIgnoreCase(DatasetManifest.NAME);
  }

  private static TableFormat format(
      @Nullable String word, @Nullable String file, @Nullable MediaType type) {
    TableFormat format = null;
    if (word != null) {
      format = TableFormat.named(word);
    } else {
      format = file == null ? null : TableFormat.ofFile(file);
      if (format == null && type != null) {
        format = BY_TYPE.get(type.getType() + "/" + type.getSubtype());
      }
    }
    if (format == null) {
      throw invalid(
          "Neither format, one of "
              + String.join(", ", TableFormat.words())
              + ", nor the ending of file, nor Content-Type tells what this is");
    }
    return format;
  }

  private static ProblemException invalid(String detail) {
    return new ProblemException(ProblemCode.INVALID_PARAMETER, detail);
  }
}
