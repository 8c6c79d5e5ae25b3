package io.millrace.udfs.dataset.read.parquet;

import io.millrace.udfs.dataset.TableException;

/** Counts the bytes of the pages that are held at a time, of all columns together. */
final class PageMemory {
  /** Writers make pages of a megabyte; some make one of all that a row group has of a column. */
  static final long MOST_BYTES = 256L << 20;

  private long held;

  /**
   * Holds more.
   *
   * @param bytes as the file tells them, before anything is reserved for them
   * @throws TableException if it is too much, or less than nothing
   */
  void hold(long bytes) throws TableException {
    held += bytes;
    if (bytes < 0 || held > MOST_BYTES) {
      throw new TableException(
          "The pages of a row group are damaged, or over " + MOST_BYTES + " bytes at a time");
    }
  }

  void release(long bytes) {
    held -= bytes;
  }
}
