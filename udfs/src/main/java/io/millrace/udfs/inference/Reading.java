package io.millrace.udfs.inference;

/**
 * How the values of a place are read.
 *
 * @param agreeing values that are written so
 * @param all values that are not null
 * @param rivals further notations that fit as well: which is meant nobody can tell
 */
record Reading(Notation notation, long agreeing, long all, int rivals) {

  /** By the share of agreeing values, divided among the notations that fit equally well. */
  double confidence() {
    double bound = Confidence.of(agreeing, all) / (1 + rivals);
    return Math.round(bound * 100) / 100.0;
  }

  boolean fits() {
    return agreeing == all;
  }
}
