package io.millrace.store;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * Files by name, as S3 has them: {@code events/date=2026-11-21/part-0.avro}. Safe for many threads.
 */
public interface ObjectStore extends Closeable {

  /**
   * A file that can be read whole.
   *
   * @param size in bytes
   */
  record Entry(String name, long size) {}

  /** The files whose names begin so, in the order of their names; none that is still written. */
  List<Entry> list(String prefix) throws IOException;

  /**
   * The bytes from this place on; to be closed.
   *
   * @throws java.io.FileNotFoundException where there is no such file
   */
  InputStream read(String name, long from) throws IOException;

  /** Stores a local file under this name: seen whole, or not at all. */
  void write(String name, Path file) throws IOException;

  /** Takes a file away; it may be gone already. */
  void delete(String name) throws IOException;

  @Override
  void close();
}
