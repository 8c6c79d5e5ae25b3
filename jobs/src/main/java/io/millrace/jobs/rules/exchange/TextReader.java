package io.millrace.jobs.rules.exchange;

import io.millrace.udfs.rules.PropertyCodec;
import java.io.DataInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads texts by way of one array, and makes none that is the same as the last in its place. */
final class TextReader {
  private byte[] bytes = new byte[64];

  /** The last text in some place. */
  static final class Last {
    private byte[] bytes = {};
    private String text = "";

    String text() {
      return text;
    }
  }

  String read(DataInput in) throws IOException {
    return new String(bytes, 0, fill(in), StandardCharsets.UTF_8);
  }

  /** The very same text as the last one where they are equal. */
  String read(DataInput in, Last last) throws IOException {
    advance(in, last);
    return last.text;
  }

  /** Reads the next text in a place; whether it is another than the last one. */
  boolean advance(DataInput in, Last last) throws IOException {
    int length = fill(in);
    if (Arrays.equals(bytes, 0, length, last.bytes, 0, last.bytes.length)) {
      return false;
    }
    last.bytes = Arrays.copyOf(bytes, length);
    last.text = new String(bytes, 0, length, StandardCharsets.UTF_8);
    return true;
  }

  private int fill(DataInput in) throws IOException {
    int length = PropertyCodec.readCount(in);
    if (length > bytes.length) {
      bytes = new byte[Math.max(length, 2 * bytes.length)];
    }
    in.readFully(bytes, 0, length);
    return length;
  }
}
