package io.millrace.udfs.inference;

import java.util.Comparator;

/**
 * A candidate with its place.
 *
 * @param weight from 0 to 1: how much its name or form speaks for it
 */
record Ranked(Place place, double weight, Candidate candidate) {
  static final Comparator<Ranked> LIKELIEST_FIRST =
      Comparator.comparingDouble((Ranked r) -> r.candidate.confidence())
          .thenComparingDouble(Ranked::weight)
          .reversed();

  static Ranked of(Place place, double weight, double bound, String expression, String reason) {
    double confidence = Math.round(weight * bound * 100) / 100.0;
    return new Ranked(place, weight, new Candidate(expression, confidence, reason));
  }
}
