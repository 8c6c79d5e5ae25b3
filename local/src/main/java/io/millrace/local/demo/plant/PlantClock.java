package io.millrace.local.demo.plant;

import java.time.Duration;

/**
 * The two times of a run. Messages carry the real time at which they are due, so that a later run
 * on the same stack is later; the plant itself lives one whole day in the run, from midnight to
 * midnight, so that faults come and go while one looks.
 *
 * @param startMillis when the run starts, epoch milliseconds
 * @param devices messages in a round
 * @param rate messages a second
 * @param rounds each device sends once in each
 */
public record PlantClock(long startMillis, int devices, double rate, int rounds) {
  /** With fewer, a fault that lasts four hours might be seen in too few messages. */
  public static final int FEWEST_ROUNDS = 24;

  private static final double DAY_HOURS = 24;

  public PlantClock {
    if (rounds < FEWEST_ROUNDS) {
      throw new IllegalArgumentException(
          "Each device must send "
              + FEWEST_ROUNDS
              + " times to live a day, here it would "
              + rounds
              + " times: make the demo longer ("
              + (long) Math.ceil(FEWEST_ROUNDS * devices / rate)
              + " s), the rate higher or the plant smaller");
    }
  }

  /** The clock of a run of about this length. */
  public static PlantClock of(long startMillis, int devices, double rate, Duration length) {
    int rounds = (int) (length.toMillis() * rate / 1000 / devices);
    return new PlantClock(startMillis, devices, rate, rounds);
  }

  /** Plant time of a round, hours since midnight. */
  public double hour(int round) {
    return DAY_HOURS * round / rounds;
  }

  /** Plant time between two rounds. */
  public double stepHours() {
    return DAY_HOURS / rounds;
  }

  /** Milliseconds after the start at which a round's n-th message is due. */
  public double due(int round, int slot) {
    return ((long) round * devices + slot) * 1000.0 / rate;
  }

  /** The same as epoch milliseconds: the message's {@code ts}. */
  public long millis(int round, int slot) {
    return startMillis + Math.round(due(round, slot));
  }

  /** Real time at which it is this hour in the plant, epoch milliseconds. */
  public long millisAt(double hour) {
    return startMillis + Math.round(hour / DAY_HOURS * rounds * devices * 1000.0 / rate);
  }
}
