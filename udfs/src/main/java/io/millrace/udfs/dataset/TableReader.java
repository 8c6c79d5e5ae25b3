package io.millrace.udfs.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a table from its beginning. Not safe for use by several threads. */
public interface TableReader extends Closeable {
  /**
   * The names of its columns in their order: of JSON, which names them in each row, empty. All
   * different, none empty.
   */
  List<String> columns();

  /**
   * The next row, or null after the last one.
   *
   * @throws TableException if nothing more can be read of it, ever: damaged, or of another format
   * @throws IOException if its bytes cannot be had now
   */
  @Nullable TableRow next() throws IOException;
}
