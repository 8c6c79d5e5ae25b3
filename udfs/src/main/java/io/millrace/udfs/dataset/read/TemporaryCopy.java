package io.millrace.udfs.dataset.read;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A copy on disk, of a format that is not read from its beginning to its end. */
record TemporaryCopy(Path file, long size) implements Closeable {
  /** Takes all of a stream and closes it. */
  static TemporaryCopy of(InputStream in) throws IOException {
    Path file = Files.createTempFile("millrace-table-", ".tmp");
    try (in) {
      return new TemporaryCopy(file, Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING));
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
  }
}
