package io.millrace.jobs.rules.memory;

import io.millrace.schemas.avro.Origin;

/**
 * A device that comes by a partition, as 64 bits: what it is compared by for each observation need
 * not be fetched from memory then. Two senders of one object are taken for one with a probability
 * of 2^-64 (2^-32 where only their topics differ); then what the one says at a lower offset than
 * the other is taken for a replay.
 *
 * <p>FNV-1a over UTF-16 units (Fowler, Noll, Vo) with the finalizer of MurmurHash3 (Appleby), which
 * spreads what FNV leaves in the low bits.
 */
final class Sender {
  private static final long PRIME = 0x100000001b3L;
  private static final long BASIS = 0xcbf29ce484222325L;

  private Sender() {}

  static long of(Origin origin, String device) {
    // A text's own hash is kept in it, and one topic's text is shared by all its observations.
    long hash = ((BASIS ^ origin.getTopic().hashCode()) * PRIME ^ origin.getPartition()) * PRIME;
    for (int i = 0; i < device.length(); i++) {
      hash = (hash ^ device.charAt(i)) * PRIME;
    }
    hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
    hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
    return hash ^ hash >>> 33;
  }
}
