package io.millrace.udfs.dataset.read;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** The first bytes of a text, which tell its encoding and how it is written. */
final class Beginning {
  /** Enough for hundreds of rows. */
  static final int BYTES = 1 << 16;

  private static final byte[] UTF_8_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
  private static final byte[] UTF_16_LE_MARK = {(byte) 0xff, (byte) 0xfe};
  private static final byte[] UTF_16_BE_MARK = {(byte) 0xfe, (byte) 0xff};

  private final byte[] bytes;
  private final InputStream rest;

  private Beginning(byte[] bytes, InputStream rest) {
    this.bytes = bytes;
    this.rest = rest;
  }

  static Beginning of(InputStream in) throws IOException {
    return new Beginning(in.readNBytes(BYTES), in);
  }

  byte[] bytes() {
    return bytes;
  }

  /** The whole text again. */
  InputStream all() {
    return from(0);
  }

  /** The whole text but for a byte order mark. */
  InputStream withoutMark() {
    if (starts(UTF_8_MARK)) {
      return from(UTF_8_MARK.length);
    }
    return from(starts(UTF_16_LE_MARK) || starts(UTF_16_BE_MARK) ? 2 : 0);
  }

  private InputStream from(int offset) {
    InputStream first = new ByteArrayInputStream(bytes, offset, bytes.length - offset);
    return new SequenceInputStream(first, rest);
  }

  /**
   * By its mark, else UTF-8: unless there are bytes beyond ASCII and no character of UTF-8 among
   * them, for one damaged row shall not make another text of all others.
   */
  Charset charset() {
    if (starts(UTF_16_LE_MARK)) {
      return StandardCharsets.UTF_16LE;
    }
    if (starts(UTF_16_BE_MARK)) {
      return StandardCharsets.UTF_16BE;
    }
    return beyondAscii() && !hasCharacters()
        ? Charset.forName("windows-1252")
        : StandardCharsets.UTF_8;
  }

  private boolean starts(byte[] mark) {
    if (bytes.length < mark.length) {
      return false;
    }
    for (int i = 0; i < mark.length; i++) {
      if (bytes[i] != mark[i]) {
        return false;
      }
    }
    return true;
  }

  private boolean beyondAscii() {
    for (byte b : bytes) {
      if (b < 0) {
        return true;
      }
    }
    return false;
  }

  /** Whether a lead byte is followed by as many others as it says, at least once. */
  private boolean hasCharacters() {
    for (int i = 0; i < bytes.length; i++) {
      int lead = bytes[i] & 0xff;
      int following = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : lead >= 0xc2 ? 1 : 0;
      if (following > 0 && lead <= 0xf4 && continued(i + 1, following)) {
        return true;
      }
    }
    return false;
  }

  private boolean continued(int from, int count) {
    if (from + count > bytes.length) {
      return false;
    }
    for (int i = from; i < from + count; i++) {
      if ((bytes[i] & 0xc0) != 0x80) {
        return false;
      }
    }
    return true;
  }
}
