package io.millrace.bench.rules;

import java.util.SplittableRandom;

/**
 * The stream that all workloads run on, the same for the same number of devices: each round every
 * device reports once, in a fixed order, on one of 8 metrics. A device so reports exactly once a
 * period, which is prime to the 60 s of windows and patterns: no two of its events are 60 s apart,
 * where engines may differ. Values are sixteenths in [0, 100), so sums are exact.
 */
public final class Readings {
  public static final long START = 1_700_000_040_000L;
  private static final int METRICS = 8;
  private static final int GROUPS = 25;
  private static final long SEED = 42;

  /** Prime, so that its multiples visit each of the devices once a round. */
  private static final long STRIDE = 7_919;

  private Readings() {}

  /**
   * The stream.
   *
   * @param devices 1,000 or 100,000
   * @param count of readings
   */
  public static Reading[] stream(int devices, int count) {
    String[] names = new String[devices];
    for (int i = 0; i < devices; i++) {
      names[i] = "device-" + i;
    }
    String[] metrics = new String[METRICS];
    for (int i = 0; i < METRICS; i++) {
      metrics[i] = "m" + i;
    }
    long period = period(devices);
    SplittableRandom random = new SplittableRandom(SEED);
    Reading[] stream = new Reading[count];
    for (int i = 0; i < count; i++) {
      long position = i % devices;
      int device = (int) (position * STRIDE % devices);
      long at = START + i / devices * period + position * period / devices;
      String metric = metrics[random.nextInt(METRICS)];
      double value = random.nextInt(1600) / 16.0;
      stream[i] = new Reading(names[device], device % GROUPS, metric, value, at);
    }
    return stream;
  }

  /** Between two readings of a device: milliseconds. */
  public static long period(int devices) {
    return devices <= 10_000 ? 1_007 : 10_007;
  }
}
