package io.millrace.udfs.projection;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Bytes and texts of any size, cut for people to read. */
final class Excerpt {
  private static final int PREVIEW_CHARS = 500;
  private static final int PREVIEW_BYTES = 64;

  /** UTF-8 has at most 4 bytes a character, so a cut leaves at most 3 of one. */
  private static final int LONGEST_REST = 3;

  private Excerpt() {}

  /** The bytes as text, cut to a length; null where there are none or they are no UTF-8. */
  static @Nullable String text(@Nullable ByteBuffer bytes, int chars) {
    String text = bytes == null ? null : strict(bytes(bytes, bytes.remaining()));
    return text == null ? null : cut(text, chars);
  }

  /** The beginning of a payload: as text, or what is no text in hexadecimal digits. */
  static String preview(ByteBuffer payload) {
    byte[] head = bytes(payload, 4 * PREVIEW_CHARS);
    boolean whole = head.length == payload.remaining();
    String text = whole ? strict(head) : beginning(head);
    if (text != null && text.chars().noneMatch(Excerpt::unprintable)) {
      return whole || text.length() > PREVIEW_CHARS ? cut(text, PREVIEW_CHARS) : text + "…";
    }
    byte[] first = bytes(payload, PREVIEW_BYTES);
    String rest = first.length < payload.remaining() ? "…" : "";
    return "0x" + HexFormat.of().formatHex(first) + rest;
  }

  /** The text up to a length, with a mark where something is left out. */
  static String cut(String text, int chars) {
    if (text.length() <= chars) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(chars - 1)) ? chars - 1 : chars;
    return text.substring(0, end) + "…";
  }

  static byte[] bytes(ByteBuffer from, int atMost) {
    byte[] bytes = new byte[Math.min(atMost, from.remaining())];
    from.duplicate().get(bytes);
    return bytes;
  }

  /** Text of bytes that may end within a character. */
  private static @Nullable String beginning(byte[] head) {
    for (int rest = 0; rest <= LONGEST_REST; rest++) {
      String text = strict(Arrays.copyOf(head, head.length - rest));
      if (text != null) {
        return text;
      }
    }
    return null;
  }

  private static @Nullable String strict(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  private static boolean unprintable(int c) {
    return Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t';
  }
}
