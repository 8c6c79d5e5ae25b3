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
    byte[] bytes = isHex(id) ? FORMAT.parseHex(id) : id.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(1 + bytes.length).put(isHex(id) ? HEX : TEXT).put(bytes).flip();
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

  /** Lower case alone: the digits must come back as they were. */
  private static boolean isHex(String id) {
    if (id.length() != DIGITS) {
      return false;
    }
    for (int i = 0; i < DIGITS; i++) {
      char c = id.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }
}
