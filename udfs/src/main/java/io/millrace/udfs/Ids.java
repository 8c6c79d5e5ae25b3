package io.millrace.udfs;

import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * Ids that a replay derives again. The first 128 bits of SHA-256 over the parts, each led by its
 * length in UTF-8 bytes (four bytes, big-endian) so that ("ab","c") and ("a","bc") differ; as 32
 * hex digits.
 */
public final class Ids {
  private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  /** One for each thread: an id is derived for every message. */
  private static final ThreadLocal<Ids> LOCAL = ThreadLocal.withInitial(Ids::new);

  private static final int BYTES = 16;
  private static final int LENGTH = 4;

  private final MessageDigest digest = sha256();
  private final byte[] hash = new byte[32];
  private final byte[] hex = new byte[2 * BYTES];
  private byte[] input = new byte[256];
  private int end;

  private Ids() {}

  public static String derive(String... parts) {
    return LOCAL.get().of(parts);
  }

  private String of(String... parts) {
    end = 0;
    for (String part : parts) {
      add(part);
    }
    digest.update(input, 0, end);
    try {
      digest.digest(hash, 0, hash.length);
    } catch (DigestException e) {
      throw new IllegalStateException("SHA-256 has 32 bytes", e);
    }
    for (int i = 0; i < BYTES; i++) {
      hex[2 * i] = DIGITS[(hash[i] >> 4) & 0xf];
      hex[2 * i + 1] = DIGITS[hash[i] & 0xf];
    }
    return new String(hex, StandardCharsets.ISO_8859_1);
  }

  private void add(String part) {
    byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
    int needed = end + LENGTH + bytes.length;
    if (needed > input.length) {
      input = Arrays.copyOf(input, 2 * needed);
    }
    for (int shift = 24; shift >= 0; shift -= 8) {
      input[end++] = (byte) (bytes.length >> shift);
    }
    System.arraycopy(bytes, 0, input, end, bytes.length);
    end += bytes.length;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
