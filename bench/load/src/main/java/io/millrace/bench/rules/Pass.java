package io.millrace.bench.rules;

/**
 * One contender over a beginning of the stream.
 *
 * @param events that it took
 * @param nanos that they took, without the close at the end
 * @param matches with the close
 */
public record Pass(int events, long nanos, long matches) {
  private static final int STEP = 1_000;
  private static final long FAR = 3_600_000;

  /**
   * Runs until the stream or the time is over.
   *
   * @param most events to take
   * @param budget nanoseconds after which it stops, looked at every thousand events
   */
  public static Pass run(Contender contender, Reading[] stream, int most, long budget) {
    int end = Math.min(most, stream.length);
    int next = 0;
    long start = System.nanoTime();
    long now = start;
    while (next < end && now - start < budget) {
      for (int stop = Math.min(end, next + STEP); next < stop; next++) {
        contender.accept(stream[next]);
      }
      now = System.nanoTime();
    }
    if (next > 0) {
      contender.close(stream[next - 1].timestamp() + FAR);
    }
    return new Pass(next, now - start, contender.matches());
  }

  double perSecond() {
    return events * 1e9 / nanos;
  }
}
