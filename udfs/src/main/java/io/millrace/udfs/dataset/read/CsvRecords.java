package io.millrace.udfs.dataset.read;

import io.millrace.udfs.dataset.CsvDialect;
import io.millrace.udfs.dataset.TableRow;
import io.millrace.udfs.format.RefusalCode;
import io.millrace.udfs.format.RefusedException;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records of CSV. Where a quote is not closed, as far as a record may reach, or closed in the
 * middle of a cell, that record is its first line alone, and the next one begins with the next
 * line: so a lost quote costs one row and not the file.
 */
final class CsvRecords implements Closeable {
  private final Lines lines;
  private final CsvCells cells;
  private final Deque<Lines.Line> ahead = new ArrayDeque<>();

  CsvRecords(Lines lines, CsvDialect dialect) {
    this.lines = lines;
    this.cells = new CsvCells(dialect);
  }

  /**
   * A record or what is wrong with it.
   *
   * @param cells empty where something is wrong
   * @param first its first line
   */
  record Read(
      List<@Nullable String> cells, @Nullable RefusalCode code, String reason, byte[] first) {}

  /** The next record that is not an empty line, or null at the end. */
  @Nullable Read next() throws IOException {
    Lines.Line first = line();
    while (first != null && first.isBlank() && !first.tooLong()) {
      first = line();
    }
    return first == null ? null : read(first);
  }

  private Read read(Lines.Line first) throws IOException {
    if (first.tooLong()) {
      String reason = "More than " + TableRow.MOST_BYTES + " bytes";
      return wrong(first, RefusalCode.ROW_TOO_LARGE, reason);
    }
    List<Lines.Line> more = new ArrayList<>();
    boolean closed = gather(first, more);
    if (!closed || cells.broken()) {
      for (int i = more.size() - 1; i >= 0; i--) {
        ahead.addFirst(more.get(i));
      }
      String reason = closed ? "Text follows the end of a quoted cell" : "A quote is not closed";
      return wrong(first, RefusalCode.MALFORMED_CSV, reason);
    }
    try {
      return new Read(cells.texts(), null, "", first.bytes());
    } catch (RefusedException e) {
      return wrong(first, e.code(), "A cell is not valid in the file's encoding");
    }
  }

  /** Takes lines until the record ends; false if it does not. */
  private boolean gather(Lines.Line first, List<Lines.Line> more) throws IOException {
    cells.reset();
    boolean complete = cells.take(first);
    long size = first.bytes().length;
    while (!complete) {
      Lines.Line next = line();
      if (next == null) {
        return false;
      }
      more.add(next);
      size += next.bytes().length;
      if (next.tooLong() || size > TableRow.MOST_BYTES) {
        return false;
      }
      complete = cells.take(next);
    }
    return true;
  }

  private static Read wrong(Lines.Line first, RefusalCode code, String reason) {
    return new Read(List.of(), code, reason, first.bytes());
  }

  private Lines.@Nullable Line line() throws IOException {
    Lines.Line known = ahead.pollFirst();
    return known == null ? lines.next() : known;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
