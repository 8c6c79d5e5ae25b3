package io.millrace.udfs.format;

import com.fasterxml.jackson.core.StreamReadConstraints;

/**
 * How much one payload may hold. Its bytes are limited already, but an empty map is one byte of
 * CBOR and a hundred in memory: eight packed kilobytes could take all memory of a job, at each
 * restart again.
 */
final class DecodeLimits {
  /** Values of all kinds, maps and lists included. */
  static final int MOST_VALUES = 1_000_000;

  /** Both ends of a map or list count, and so do names. */
  static final StreamReadConstraints JACKSON =
      StreamReadConstraints.builder().maxTokenCount(2L * MOST_VALUES).build();

  private DecodeLimits() {}
}
