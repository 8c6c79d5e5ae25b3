package io.millrace.bench.nab;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * A series and the stretches of time in which people saw something unusual.
 *
 * @param name its file below the folder of data, without extension: what rules know it by
 */
record LabelledSeries(String name, Path file, List<Window> windows) {

  /** Both ends belong to it. */
  record Window(Instant from, Instant to) {
    boolean holds(Instant at) {
      return !at.isBefore(from) && !at.isAfter(to);
    }
  }
}
