package io.millrace.local.demo;

import io.millrace.local.demo.plant.PlantSize;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the demo is to do.
 *
 * @param duration for how long the plant sends
 * @param rate plant messages a second
 * @param data folder to be replayed instead of both sources; null for the sources
 * @param speedUp recorded time for one of real time, 0 for as fast as Kafka takes it
 * @param exit whether the stack is stopped at the end
 */
public record DemoOptions(
    Duration duration,
    double rate,
    PlantSize plant,
    @Nullable Path data,
    double speedUp,
    boolean exit) {
  private static final Duration SHORTEST = Duration.ofSeconds(20);

  public DemoOptions {
    if (duration.compareTo(SHORTEST) < 0) {
      throw new IllegalArgumentException(
          "--duration must be "
              + SHORTEST.toSeconds()
              + " s or more: a rule is changed twice in it");
    }
    if (!(rate > 0) || rate > 1_000_000) {
      throw new IllegalArgumentException("--rate must be above 0 and at most 1000000 a second");
    }
    if (!(speedUp >= 0)) {
      throw new IllegalArgumentException("--speed-up must be 0, 'max' or a positive number");
    }
  }
}
