package io.millrace.udfs.objectify;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Ids in half their bytes: nearly all are 32 hexadecimal digits, and the state of an object holds
 * two a statement.
 */
final class PackedId {
  private static final byte TEXT = 0;
  private static final byte HEX = 1;
  private static final int DIGITS = 32;
  private static final HexFormat FORMAT = HexFormat.of();

  private PackedId() {}

  static ByteBuffer pack(@Nullable String id) {
    if (id == null || id.isEmpty()) {
      return ByteBuffer.allocate(0);
    }
    byte[] packed = hex(id);
    if (packed == null) {
      byte[] text = id.getBytes(StandardCharsets.UTF_8);
      packed = new byte[1 + text.length];
      packed[0] = TEXT;
      System.arraycopy(text, 0, packed, 1, text.length);
    }
    return ByteBuffer.wrap(packed);
  }

  static @Nullable String unpack(ByteBuffer packed) {
    if (!packed.hasRemaining()) {
      return null;
    }
    ByteBuffer view = packed.duplicate();
    boolean hex = view.get() == HEX;
    byte[] bytes = new byte[view.remaining()];
    view.get(bytes);
    return hex ? FORMAT.formatHex(bytes) : new String(bytes, StandardCharsets.UTF_8);
  }

  /** Lower case alone: the digits must come back as they were. Null where it is something else. */
  private static byte @Nullable [] hex(String id) {
    if (id.length() != DIGITS) {
      return null;
    }
    byte[] packed = new byte[1 + DIGITS / 2];
    packed[0] = HEX;
    for (int i = 0; i < DIGITS; i++) {
      char c = id.charAt(i);
      int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
      if (digit < 0) {
        return null;
      }
      packed[1 + i / 2] = (byte) (packed[1 + i / 2] << 4 | digit);
    }
    return packed;
  }
}
