package io.millrace.udfs.dataset;

import io.millrace.schemas.avro.DatasetMode;
import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.definition.DocumentReader;
import io.millrace.udfs.definition.Problem;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What stands beside the file of a data set version and says what it is: {@value #NAME} in the same
 * folder, written after the file is whole. As JSON: {@code {"dataset": "orders", "version": 3,
 * "mode": "snapshot", "actor": "user:ann", "loadedAt": "2026-11-21T08:30:00Z", "file":
 * "orders.csv"}}; all else may be absent.
 *
 * @param version 1, 2, 3 … of the data set
 * @param actor who loaded it, as {@code user:ID} or {@code service:NAME}
 * @param loadedAt when the load began
 * @param file name of the file, in the manifest's own folder
 * @param options what to read of it, and how
 * @param sha256 of the file, in small hex digits; null where nobody knows it
 */
public record DatasetManifest(
    String dataset,
    long version,
    DatasetMode mode,
    String actor,
    Instant loadedAt,
    String file,
    TableFormat format,
    TableOptions options,
    @Nullable String sha256) {
  /** The manifest's own file name. */
  public static final String NAME = "manifest.json";

  /** Neither hidden nor a path: a manifest cannot point out of its folder. */
  public static final Pattern FILE = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._ -]{0,199}");

  private static final Pattern ACTOR = Pattern.compile("(user|service):\\S{1,200}");
  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
  private static final List<String> MODES = List.of("snapshot", "increment");
  private static final Set<String> FIELDS =
      Set.of(
          "dataset",
          "version",
          "mode",
          "actor",
          "loadedAt",
          "file",
          "format",
          "table",
          "header",
          "csv",
          "sha256");

  /**
   * Reads a manifest.
   *
   * @throws DefinitionException with all that is wrong with it
   */
  public static DatasetManifest read(String json) throws DefinitionException {
    DocumentReader document = DocumentReader.of(json);
    document.only(FIELDS);
    String dataset = document.matching("dataset", DocumentReader.ID);
    long version = document.count("version", 1, Integer.MAX_VALUE, 0);
    if (!document.has("version")) {
      document.problem("version", "Is required");
    }
    String mode = document.oneOf("mode", MODES, "snapshot");
    String actor = document.matching("actor", ACTOR);
    Instant loadedAt = instant(document);
    String file = document.matching("file", FILE);
    TableFormat format = format(document, file);
    TableOptions options = options(document);
    String sha256 = document.has("sha256") ? document.matching("sha256", SHA_256) : null;
    document.check();
    if (format == null) {
      throw new DefinitionException(
          List.of(new Problem("/format", "Is required: the file's ending does not tell it")));
    }
    DatasetMode known = DatasetMode.valueOf(mode.toUpperCase(Locale.ROOT));
    return new DatasetManifest(
        dataset, version, known, actor, loadedAt, file, format, options, sha256);
  }

  private static Instant instant(DocumentReader document) {
    String text = document.text("loadedAt");
    try {
      return text.isEmpty() ? Instant.EPOCH : Instant.parse(text);
    } catch (DateTimeParseException e) {
      document.problem("loadedAt", "'" + text + "' must be a time such as 2026-11-21T08:30:00Z");
      return Instant.EPOCH;
    }
  }

  private static @Nullable TableFormat format(DocumentReader document, String file) {
    String word = document.has("format") ? document.oneOf("format", TableFormat.words(), "") : "";
    return word.isEmpty() ? TableFormat.ofFile(file) : TableFormat.named(word);
  }

  private static TableOptions options(DocumentReader document) {
    String table = document.textOrNull("table");
    CsvDialect dialect = document.has("csv") ? ManifestJson.dialect(document.object("csv")) : null;
    return new TableOptions(table == null ? "" : table, dialect, document.flag("header", true));
  }

  /** As {@link #read} reads it. */
  public String json() {
    return ManifestJson.write(this);
  }
}
