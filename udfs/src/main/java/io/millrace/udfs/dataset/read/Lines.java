package io.millrace.udfs.dataset.read;

import io.millrace.udfs.dataset.TableRow;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Lines as bytes, of an encoding that has the line ends of ASCII: LF, CRLF or CR. */
final class Lines implements Closeable {
  private static final int BUFFER = 1 << 16;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER];
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private int at;
  private int end;

  Lines(InputStream in) {
    this.in = in;
  }

  /**
   * A line.
   *
   * @param bytes with its line end; of a line that is too long its beginning
   * @param tooLong whether it has more bytes than a row may have
   */
  record Line(byte[] bytes, boolean tooLong) {
    /** How many bytes there are before the line end. */
    int length() {
      int length = bytes.length;
      while (length > 0 && isLineEnd(bytes[length - 1])) {
        length--;
      }
      return length;
    }

    boolean isBlank() {
      for (int i = 0; i < length(); i++) {
        if (bytes[i] != ' ' && bytes[i] != '\t') {
          return false;
        }
      }
      return true;
    }
  }

  /** The next line, or null at the end. */
  @Nullable Line next() throws IOException {
    line.reset();
    boolean tooLong = false;
    while (has()) {
      int from = at;
      while (at < end && !isLineEnd(buffer[at])) {
        at++;
      }
      boolean complete = at < end;
      byte last = complete ? buffer[at++] : 0;
      tooLong |= line.size() + at - from > TableRow.MOST_BYTES;
      if (!tooLong) {
        line.write(buffer, from, at - from);
      }
      if (complete) {
        endOfLine(last);
        return new Line(line.toByteArray(), tooLong);
      }
    }
    return line.size() == 0 && !tooLong ? null : new Line(line.toByteArray(), tooLong);
  }

  private void endOfLine(byte last) throws IOException {
    if (last == '\r' && has() && buffer[at] == '\n') {
      line.write(buffer[at++]);
    }
  }

  private boolean has() throws IOException {
    while (at == end) {
      int read = in.read(buffer);
      if (read < 0) {
        return false;
      }
      at = 0;
      end = read;
    }
    return true;
  }

  private static boolean isLineEnd(byte b) {
    return b == '\n' || b == '\r';
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
