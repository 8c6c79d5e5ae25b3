package io.millrace.service.dataset;

import io.millrace.service.problem.ProblemCode;
import io.millrace.service.problem.ProblemException;
import io.millrace.udfs.dataset.DatasetManifest;
import jakarta.annotation.PreDestroy;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * The files of data sets: {@code FOLDER/ID/VERSION/}, version in ten digits, holds the file and,
 * once it is whole, its manifest. What is on its way is on a local disk, where it is looked through
 * before it gets to its place.
 */
@Component
class DatasetFiles {
  private static final int BUFFER = 1 << 16;
  private final DatasetPlace place;
  private final long mostBytes;

  DatasetFiles(DatasetSettings settings) {
    this.place = DatasetPlace.of(settings);
    this.mostBytes = settings.maxSize().toBytes();
  }

  /**
   * A file that came in.
   *
   * @param path where it is until it has a version
   * @param sha256 in small hex digits
   */
  record Received(Path path, long bytes, String sha256) {}

  /** Writes what a file has. */
  @FunctionalInterface
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes a stream to disk, never more of it in memory than a buffer; the caller discards it.
   *
   * @throws ProblemException if it is larger than a file may be
   */
  Received receive(InputStream in) throws IOException {
    return receive(in::transferTo, ProblemCode.BODY_TOO_LARGE);
  }

  /**
   * Lets content be written to disk, as above.
   *
   * @param tooLarge what it is called if there is more of it than a file may have
   */
  Received receive(Content content, ProblemCode tooLarge) throws IOException {
    Path path = incoming();
    MessageDigest digest = sha256();
    try (Measured measured =
            new Measured(Files.newOutputStream(path, StandardOpenOption.CREATE_NEW), tooLarge);
        OutputStream out =
            new BufferedOutputStream(new DigestOutputStream(measured, digest), BUFFER)) {
      content.writeTo(out);
      out.flush();
      return new Received(path, measured.bytes, HexFormat.of().formatHex(digest.digest()));
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(path);
      throw e;
    }
  }

  /** Counts bytes, up to those that a file may have. */
  private final class Measured extends FilterOutputStream {
    private final ProblemCode tooLarge;
    private long bytes;

    Measured(OutputStream out, ProblemCode tooLarge) {
      super(out);
      this.tooLarge = tooLarge;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
      bytes += length;
      checkSize(bytes, tooLarge);
      out.write(from, offset, length);
    }
  }

  /** Refuses a length that a request announces, before anything of it is read. */
  void checkSize(long bytes) {
    checkSize(bytes, ProblemCode.BODY_TOO_LARGE);
  }

  private void checkSize(long bytes, ProblemCode tooLarge) {
    if (bytes > mostBytes) {
      throw new ProblemException(tooLarge, "A file of a data set may have " + mostBytes + " bytes");
    }
  }

  private Path incoming() throws IOException {
    return Files.createDirectories(place.incoming()).resolve(UUID.randomUUID().toString());
  }

  /** Deletes a file that came in, unless it was placed. */
  void discard(Received received) throws IOException {
    Files.deleteIfExists(received.path());
  }

  /** Deletes what came in before a time and never got to its place: its service was killed. */
  void discardAbandoned(Instant before) throws IOException {
    Path incoming = place.incoming();
    if (!Files.isDirectory(incoming)) {
      return;
    }
    try (Stream<Path> files = Files.list(incoming)) {
      for (Path file : files.toList()) {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
          Files.deleteIfExists(file);
        }
      }
    } catch (NoSuchFileException e) {
      // Another upload has moved it to its place meanwhile.
    }
  }

  /**
   * Puts a file into its place. One that is there already is of a version that was never stored:
   * its transaction did not end.
   */
  void place(Received received, DatasetManifest manifest) throws IOException {
    place.put(received.path(), name(manifest.dataset(), manifest.version(), manifest.file()));
  }

  /** Writes the manifest, from when on the job sees the version; again does no harm. */
  void publish(DatasetVersion version) throws IOException {
    Path written = incoming();
    try {
      Files.writeString(written, version.manifest(), StandardCharsets.UTF_8);
      place.put(written, name(version.datasetId(), version.version(), DatasetManifest.NAME));
    } finally {
      Files.deleteIfExists(written);
    }
  }

  private static String name(String dataset, long version, String file) {
    return dataset + "/" + "%010d".formatted(version) + "/" + file;
  }

  @PreDestroy
  void close() {
    place.close();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
