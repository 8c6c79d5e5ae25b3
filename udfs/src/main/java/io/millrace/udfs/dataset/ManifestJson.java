package io.millrace.udfs.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.udfs.definition.DocumentReader;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parts of a manifest as JSON. */
final class ManifestJson {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> FIELDS =
      Set.of("delimiter", "quote", "header", "encoding", "nullText");

  private ManifestJson() {}

  /** What is absent is as RFC 4180 has it; what is wrong is noted as a problem. */
  static CsvDialect dialect(DocumentReader document) {
    document.only(FIELDS);
    char delimiter = sign(document, "delimiter", CsvDialect.RFC_4180.delimiter());
    char quote = sign(document, "quote", CsvDialect.RFC_4180.quote());
    String encoding = document.textOrNull("encoding");
    try {
      return new CsvDialect(
          delimiter,
          quote,
          document.flag("header", true),
          encoding == null ? "" : encoding,
          document.textOrNull("nullText"));
    } catch (IllegalArgumentException e) {
      document.problem("delimiter", String.valueOf(e.getMessage()));
      return CsvDialect.RFC_4180;
    }
  }

  private static char sign(DocumentReader document, String field, char otherwise) {
    JsonNode node = document.node(field);
    if (node == null) {
      return otherwise;
    }
    Character sign = sign(node.asText());
    if (sign == null) {
      document.problem(field, "Must be one character, or the word tab");
      return otherwise;
    }
    return sign;
  }

  /** The character that a text names, or null; a tab is easier said than shown. */
  static @Nullable Character sign(String text) {
    if (text.equals("tab")) {
      return '\t';
    }
    return text.length() == 1 ? text.charAt(0) : null;
  }

  /** A manifest as JSON. */
  static String write(DatasetManifest manifest) {
    ObjectNode node = JSON.createObjectNode();
    node.put("dataset", manifest.dataset())
        .put("version", manifest.version())
        .put("mode", manifest.mode().name().toLowerCase(Locale.ROOT))
        .put("actor", manifest.actor())
        .put("loadedAt", manifest.loadedAt().toString())
        .put("file", manifest.file())
        .put("format", manifest.format().word());
    TableOptions options = manifest.options();
    if (!options.table().isEmpty()) {
      node.put("table", options.table());
    }
    if (!options.header()) {
      node.put("header", false);
    }
    if (options.dialect() != null) {
      node.set("csv", write(options.dialect()));
    }
    if (manifest.sha256() != null) {
      node.put("sha256", manifest.sha256());
    }
    return node.toString();
  }

  private static ObjectNode write(CsvDialect dialect) {
    ObjectNode node = JSON.createObjectNode();
    node.put("delimiter", dialect.delimiter() == '\t' ? "tab" : String.valueOf(dialect.delimiter()))
        .put("quote", String.valueOf(dialect.quote()))
        .put("header", dialect.header());
    if (!dialect.encoding().isEmpty()) {
      node.put("encoding", dialect.encoding());
    }
    if (dialect.nullText() != null) {
      node.put("nullText", dialect.nullText());
    }
    return node;
  }
}
