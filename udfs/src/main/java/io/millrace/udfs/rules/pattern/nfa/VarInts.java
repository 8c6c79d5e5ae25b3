package io.millrace.udfs.rules.pattern.nfa;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Numbers in seven bits a byte, small ones in one. */
final class VarInts {
  private VarInts() {}

  static void write(long value, DataOutput out) throws IOException {
    long left = value << 1 ^ value >> 63;
    while ((left & ~0x7fL) != 0) {
      out.writeByte((int) (left & 0x7f | 0x80));
      left >>>= 7;
    }
    out.writeByte((int) left);
  }

  static long read(DataInput in) throws IOException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte part = in.readByte();
      value |= (part & 0x7fL) << shift;
      if (part >= 0) {
        return value >>> 1 ^ -(value & 1);
      }
    }
    throw new IOException("A number has more than ten bytes");
  }

  /** A number that counts something. */
  static int readCount(DataInput in) throws IOException {
    long count = read(in);
    if (count < 0 || count > Integer.MAX_VALUE) {
      throw new IOException("A count is " + count);
    }
    return (int) count;
  }
}
