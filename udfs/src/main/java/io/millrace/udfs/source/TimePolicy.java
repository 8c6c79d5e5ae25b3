package io.millrace.udfs.source;

import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a source allows of its observations' times.
 *
 * @param futureTolerance how far after its arrival an observation may be dated
 * @param lateAfter how far behind its device an observation may be before it is late, null for any
 * @param refusesLate whether late observations are refused, else they are marked
 */
public record TimePolicy(
    Duration futureTolerance, @Nullable Duration lateAfter, boolean refusesLate)
    implements Serializable {

  /** Nothing is late. */
  public static TimePolicy tolerating(Duration future) {
    return new TimePolicy(future, null, false);
  }

  /** The same, with nothing refused. */
  public TimePolicy accepting() {
    return refusesLate ? new TimePolicy(futureTolerance, lateAfter, false) : this;
  }
}
