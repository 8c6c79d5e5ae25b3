package io.millrace.udfs.format;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Bytes to text, without replacement characters for what is no text. */
public final class Utf8 {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  /** Set in a byte that is not ASCII. */
  private static final long HIGH_BITS = 0x8080808080808080L;

  private Utf8() {}

  /** Refuses what {@link #decode} refuses, without making the text of plain ASCII. */
  public static void check(byte[] bytes) throws RefusedException {
    if (!isAscii(bytes)) {
      decode(bytes);
    }
  }

  private static boolean isAscii(byte[] bytes) {
    int at = 0;
    for (; at + Long.BYTES <= bytes.length; at += Long.BYTES) {
      if (((long) LONGS.get(bytes, at) & HIGH_BITS) != 0) {
        return false;
      }
    }
    for (; at < bytes.length; at++) {
      if (bytes[at] < 0) {
        return false;
      }
    }
    return true;
  }

  /** The text of valid UTF-8. */
  public static String decode(byte[] bytes) throws RefusedException {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes))
          .toString();
    } catch (CharacterCodingException e) {
      throw new RefusedException(RefusalCode.NOT_UTF_8, "", "The payload is no valid UTF-8");
    }
  }
}
