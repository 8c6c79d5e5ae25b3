package io.millrace.udfs.dataset.read.parquet;

import com.google.common.base.Utf8;
import io.millrace.udfs.dataset.TableException;
import io.millrace.udfs.dataset.TableRow;
import io.millrace.udfs.format.RefusedException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * How much a row, and all rows together, may unpack to: a few bytes can stand for billions of
 * values that are the same.
 */
final class RowLimits {
  /** Tables of few different values shrink to a hundredth; a thousand times is made to harm. */
  private static final long MOST_RATIO = 1_000;

  /** A small file may shrink as much as it likes. */
  private static final long ALWAYS_ALLOWED = 1L << 30;

  private static final int ROW_BYTES = 8;

  private final long most;
  private long total;
  private long row;
  private @Nullable RefusedException refusal;

  /**
   * @param most bytes of all rows together
   */
  RowLimits(long most) {
    this.most = most;
  }

  /** Those of a file of this size. */
  static RowLimits of(long size) {
    return new RowLimits(Math.max(ALWAYS_ALLOWED, size * MOST_RATIO));
  }

  void begin() {
    row = 0;
    refusal = null;
    takes(ROW_BYTES);
  }

  /** Whether the row may have the value too; else it is to be dropped. */
  boolean takes(@Nullable Object value) {
    return takes(value instanceof String text ? Utf8.encodedLength(text) : Long.BYTES);
  }

  /** Whether the row may have as much more. */
  boolean takes(int bytes) {
    row += bytes;
    total += bytes;
    if (total > most) {
      String reason = "The Parquet file unpacks to more than " + most + " bytes";
      throw new UncheckedIOException(new TableException(reason));
    }
    return !isOver();
  }

  /** Whether something of the row was dropped. */
  boolean isOver() {
    return row > TableRow.MOST_BYTES;
  }

  /** Keeps why the row cannot be read; of several reasons the first. */
  void refuse(RefusedException reason) {
    refusal = refusal == null ? reason : refusal;
  }

  @Nullable RefusedException refusal() {
    return refusal;
  }
}
