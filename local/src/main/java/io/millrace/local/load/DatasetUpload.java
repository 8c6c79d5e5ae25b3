package io.millrace.local.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.local.api.ServiceApi;
import io.millrace.udfs.dataset.DatasetManifest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * A table as the last version of its data set.
 *
 * @param made false: it was that before
 */
record DatasetUpload(
    String dataset, long version, boolean made, long rows, long unreadable, boolean taken) {

  /** Loads the table, unless the last version is of the same file and nothing else has changed. */
  static DatasetUpload of(
      ServiceApi service, DataTable table, LoadDocuments documents, SavedDefinitions saved)
      throws IOException {
    String path = "/api/v1/datasets/" + table.dataset();
    JsonNode last = service.find(path);
    String sha256 = sha256(table.file());
    var taking = documents.taking(table.dataset());
    boolean same =
        last != null
            && last.path("sha256").asText().equals(sha256)
            && last.path("mode").asText().equals("snapshot")
            && !saved.changedSince(Instant.parse(last.path("loadedAt").asText()), taking);
    JsonNode version = last;
    if (!same || version == null) {
      // The same call again, after a connection broke for instance, is the same version.
      String key = "load-" + (last == null ? 0 : last.path("version").asLong()) + "-" + sha256;
      version = service.upload(path + "/versions?" + query(table), table.file(), key);
    }
    return new DatasetUpload(
        table.dataset(),
        version.path("version").asLong(),
        !same,
        version.path("rows").asLong(),
        version.path("unreadable").asLong(),
        !taking.isEmpty());
  }

  private static String query(DataTable table) {
    String name = table.file().getFileName().toString();
    String query = "format=" + table.format().word();
    if (DatasetManifest.FILE.matcher(name).matches() && !name.equals(DatasetManifest.NAME)) {
      query += "&file=" + ServiceApi.encode(name);
    }
    return table.table().isEmpty() ? query : query + "&table=" + ServiceApi.encode(table.table());
  }

  private static String sha256(Path file) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  TableLoad load() {
    return new TableLoad(dataset, Long.toString(version), made, rows, unreadable, taken);
  }
}
