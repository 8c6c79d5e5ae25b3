package io.millrace.jobs.runtime.state;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * 128 bits of an id, all that state keeps of it. Two ids under one key are taken for one with a
 * probability of 2^-128: among a million live ids of a device the next message is wrongly dropped
 * once in 3·10^32. Not made against those who seek such ids: whoever can write as a device needs
 * none to have its messages dropped.
 */
public record Fingerprint(long high, long low) {

  static Fingerprint of(String id) {
    HashCode hash = Hashing.murmur3_128().hashString(id, StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.wrap(hash.asBytes()).order(ByteOrder.BIG_ENDIAN);
    return new Fingerprint(bytes.getLong(), bytes.getLong());
  }
}
