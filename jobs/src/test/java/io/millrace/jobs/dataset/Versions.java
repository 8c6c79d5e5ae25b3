package io.millrace.jobs.dataset;

import io.millrace.schemas.avro.DatasetMode;
import io.millrace.schemas.avro.DatasetRow;
import io.millrace.udfs.dataset.CsvDialect;
import io.millrace.udfs.dataset.DatasetManifest;
import io.millrace.udfs.dataset.TableFormat;
import io.millrace.udfs.dataset.TableOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;

/** Versions of data sets in a folder, for tests. */
final class Versions {
  static final Instant LOADED = Instant.parse("2026-11-21T08:30:00Z");

  private Versions() {}

  static DatasetOptions options(Path folder) {
    return new DatasetOptions(folder.toUri().toString(), Duration.ofMillis(100), () -> LOADED);
  }

  /** Writes a version as the service does; the path of its manifest. */
  static Path csv(Path folder, String dataset, long version, String content) throws IOException {
    return csv(folder, dataset, version, content, sha256(content));
  }

  static Path csv(Path folder, String dataset, long version, String content, String sha256)
      throws IOException {
    Path place =
        Files.createDirectories(folder.resolve(dataset).resolve("%010d".formatted(version)));
    Files.writeString(place.resolve("data.csv"), content);
    return Files.writeString(
        place.resolve(DatasetManifest.NAME), manifest(dataset, version, sha256).json());
  }

  private static DatasetManifest manifest(String dataset, long version, String sha256) {
    return new DatasetManifest(
        dataset,
        version,
        DatasetMode.SNAPSHOT,
        "user:ann",
        LOADED,
        "data.csv",
        TableFormat.CSV,
        TableOptions.DETECTED.withDialect(CsvDialect.RFC_4180),
        sha256);
  }

  /** A table of so many rows; column n is the number of its row. */
  static String numbered(int rows) {
    StringBuilder text = new StringBuilder("n,text\n");
    for (int i = 1; i <= rows; i++) {
      text.append(i).append(",row ").append(i).append('\n');
    }
    return text.toString();
  }

  /** A row for reading: {@code orders/1 ROW 3}. */
  static String said(DatasetRow row) {
    return row.getDatasetId() + "/" + row.getVersion() + " " + row.getKind() + " " + row.getRow();
  }

  static String sha256(String content) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(content.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
