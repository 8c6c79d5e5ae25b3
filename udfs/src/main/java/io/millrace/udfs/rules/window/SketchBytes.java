package io.millrace.udfs.rules.window;

import io.millrace.udfs.rules.PropertyCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** A sketch's own bytes, led by their number. */
final class SketchBytes {
  private SketchBytes() {}

  static void write(DataOutput out, byte[] bytes) throws IOException {
    PropertyCodec.writeCount(bytes.length, out);
    out.write(bytes);
  }

  static byte[] read(DataInput in) throws IOException {
    byte[] bytes = new byte[PropertyCodec.readCount(in)];
    in.readFully(bytes);
    return bytes;
  }
}
