package io.millrace.bench.load;

/** How often each number of milliseconds came. Safe for one writer and readers behind it. */
final class Millis {
  private static final int MOST = 60_000;
  private final long[] counts = new long[MOST + 1];
  private volatile long count;

  synchronized void add(long millis) {
    counts[(int) Math.max(0, Math.min(MOST, millis))]++;
    count++;
  }

  long count() {
    return count;
  }

  /**
   * The least number of milliseconds that this part of all kept within.
   *
   * @param part from 0 to 1
   */
  synchronized int within(double part) {
    long seen = 0;
    int millis = 0;
    for (; millis < MOST; millis++) {
      seen += counts[millis];
      if (seen >= part * count) {
        break;
      }
    }
    return millis;
  }

  @Override
  public String toString() {
    return "p50 %d ms, p90 %d ms, p99 %d ms, p99.9 %d ms, max %d ms"
        .formatted(within(0.5), within(0.9), within(0.99), within(0.999), within(1));
  }
}
