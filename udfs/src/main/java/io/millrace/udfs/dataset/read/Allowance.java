package io.millrace.udfs.dataset.read;

import io.millrace.udfs.dataset.TableException;
import io.millrace.udfs.dataset.TableRow;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Lets a parser read no more than a row may have, and what it reads ahead, until renewed. */
final class Allowance extends FilterInputStream {
  /** Parsers read ahead by blocks of some kilobytes. */
  private static final int AHEAD = 1 << 16;

  private long left;

  Allowance(InputStream in) {
    super(in);
    renew();
  }

  /** Begins another row. */
  void renew() {
    left = TableRow.MOST_BYTES + AHEAD;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int read = super.read(into, offset, length);
    left -= Math.max(0, read);
    if (left < 0) {
      throw new TableException("A row has more than " + TableRow.MOST_BYTES + " bytes");
    }
    return read;
  }
}
