package io.millrace.local.demo.outcome;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * Counts distinct ids, millions of them: keeps 8 bytes of a SHA-256 of each. Of ten million ids two
 * look alike once in some hundred thousand runs.
 */
final class IdSet {
  private final MessageDigest digest = sha256();
  private long[] slots = new long[1 << 16];
  private int size;

  /** Adds an id; false if it was there. */
  boolean add(String id) {
    if (size * 2 >= slots.length) {
      grow();
    }
    byte[] hash = digest.digest(id.getBytes(StandardCharsets.UTF_8));
    long value = ByteBuffer.wrap(hash).getLong();
    boolean added = insert(slots, value == 0 ? 1 : value);
    size += added ? 1 : 0;
    return added;
  }

  int size() {
    return size;
  }

  private void grow() {
    long[] larger = new long[slots.length * 2];
    Arrays.stream(slots).filter(value -> value != 0).forEach(value -> insert(larger, value));
    slots = larger;
  }

  private static boolean insert(long[] slots, long value) {
    int mask = slots.length - 1;
    int at = (int) value & mask;
    while (slots[at] != 0) {
      if (slots[at] == value) {
        return false;
      }
      at = (at + 1) & mask;
    }
    slots[at] = value;
    return true;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
