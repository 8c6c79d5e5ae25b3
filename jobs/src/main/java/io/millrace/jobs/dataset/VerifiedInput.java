package io.millrace.jobs.dataset;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A file that is held against its checksum while it is read. */
final class VerifiedInput extends FilterInputStream {
  private final @Nullable String sha256;
  private final MessageDigest digest;
  private boolean atEnd;

  /**
   * @param sha256 in small hex digits, or null to take any content
   */
  VerifiedInput(InputStream in, @Nullable String sha256) {
    super(in);
    this.sha256 = sha256;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int read = super.read(into, offset, length);
    if (read > 0) {
      digest.update(into, offset, read);
    }
    atEnd |= read < 0;
    return read;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  /** Whether all of it is what was loaded; called once, after the last row. */
  boolean isWhole() throws IOException {
    if (sha256 == null) {
      return true;
    }
    // What a format leaves unread at the end is part of the file too.
    byte[] rest = new byte[1 << 16];
    while (!atEnd) {
      read(rest, 0, rest.length);
    }
    return sha256.equals(HexFormat.of().formatHex(digest.digest()));
  }
}
