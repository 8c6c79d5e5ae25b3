package io.millrace.bridge.mqtt;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** 128 bits of SHA-256 over texts and a payload, as 32 hex digits. */
final class Fingerprint {
  static final int DIGITS = 32;

  private Fingerprint() {}

  static String of(String first, String second, byte[] payload) {
    MessageDigest digest = sha256();
    update(digest, first.getBytes(StandardCharsets.UTF_8));
    update(digest, second.getBytes(StandardCharsets.UTF_8));
    digest.update(payload);
    return HexFormat.of().formatHex(digest.digest(), 0, DIGITS / 2);
  }

  private static void update(MessageDigest digest, byte[] bytes) {
    digest.update(ByteBuffer.allocate(4).putInt(bytes.length).flip());
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
