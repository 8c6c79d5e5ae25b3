package io.millrace.local.demo.report;

import java.util.Arrays;
import java.util.Collection;

/**
 * Percentiles by nearest rank: each is a value that was really measured.
 *
 * @param count measured values
 * @param p50 half of them are not above it
 * @param p99 all but one of a hundred are not above it
 * @param max the largest
 */
public record Percentiles(int count, long p50, long p99, long max) {

  /** Of these values; all zero where there is none. */
  public static Percentiles of(Collection<Long> values) {
    long[] sorted = values.stream().mapToLong(Long::longValue).sorted().toArray();
    return new Percentiles(sorted.length, rank(sorted, 50), rank(sorted, 99), rank(sorted, 100));
  }

  private static long rank(long[] sorted, int percent) {
    if (sorted.length == 0) {
      return 0;
    }
    int rank = (int) Math.ceil(percent / 100.0 * sorted.length);
    return Arrays.stream(sorted).skip(Math.max(0, rank - 1)).findFirst().orElse(0);
  }
}
