package io.millrace.jobs.runtime;

import java.io.Serializable;
import java.time.Instant;
import java.time.InstantSource;

/** A source of time that travels with an operator, so that tests can hand in their own. */
@FunctionalInterface
public interface SerializableClock extends InstantSource, Serializable {

  /** The clock of the machine that the operator runs on. */
  static SerializableClock system() {
    return Instant::now;
  }
}
