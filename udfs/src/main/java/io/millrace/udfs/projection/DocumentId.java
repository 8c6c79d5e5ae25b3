package io.millrace.udfs.projection;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What the index calls a document. Elasticsearch takes at most 512 bytes, and an id may have more:
 * 256 characters of up to 3 bytes each, and of a link those of both its ends.
 */
public final class DocumentId {
  /** Elasticsearch's own limit, in bytes of UTF-8. */
  static final int LONGEST = 512;

  private static final String HASHED = "sha256:";

  private DocumentId() {}

  /**
   * The text itself or, where that is too long, its hash. A text that looks like a hash is hashed
   * as well, so that no two texts have the same id.
   */
  public static String of(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return bytes.length <= LONGEST && !text.startsWith(HASHED)
        ? text
        : HASHED + HexFormat.of().formatHex(sha256(bytes));
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
