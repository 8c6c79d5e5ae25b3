package io.millrace.udfs.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The primitives of Avro's binary encoding. Avro's own decoder reserves what a length says before
 * it looks whether so much is there: a few bytes could take gigabytes.
 */
final class AvroInput {
  private final ByteBuffer bytes;

  AvroInput(byte[] bytes) {
    this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  int remaining() {
    return bytes.remaining();
  }

  boolean readBoolean() throws RefusedException {
    need(1);
    byte value = bytes.get();
    if (value != 0 && value != 1) {
      throw AvroDecoder.refused("A boolean is neither 0 nor 1");
    }
    return value == 1;
  }

  /** A number in zig-zag, seven bits a byte. */
  long readLong() throws RefusedException {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      need(1);
      byte next = bytes.get();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return (value >>> 1) ^ -(value & 1);
      }
    }
    throw AvroDecoder.refused("A number of more than 64 bits");
  }

  int readInt() throws RefusedException {
    long value = readLong();
    if (value != (int) value) {
      throw AvroDecoder.refused("A number of more than 32 bits");
    }
    return (int) value;
  }

  float readFloat() throws RefusedException {
    need(Float.BYTES);
    return bytes.getFloat();
  }

  double readDouble() throws RefusedException {
    need(Double.BYTES);
    return bytes.getDouble();
  }

  /** Bytes with their length before them. */
  byte[] readBytes() throws RefusedException {
    return readFixed(readLong());
  }

  byte[] readFixed(long length) throws RefusedException {
    need(length);
    byte[] value = new byte[(int) length];
    bytes.get(value);
    return value;
  }

  private void need(long length) throws RefusedException {
    if (length < 0 || length > bytes.remaining()) {
      throw AvroDecoder.refused("Ends before the value does");
    }
  }
}
