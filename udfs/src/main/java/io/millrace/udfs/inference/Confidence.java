package io.millrace.udfs.inference;

/**
 * How sure a finding is: the lower bound of the Wilson score interval (E. B. Wilson, "Probable
 * inference, the law of succession, and statistical inference", J. Am. Stat. Assoc. 22, 1927) at 95
 * % for the share of samples that agree with it. So one sample that agrees gives 0.21, ten give
 * 0.72, a hundred 0.96; and one that disagrees among a hundred brings it to 0.95.
 */
public final class Confidence {
  /** The normal distribution's quantile for 95 % on both sides. */
  private static final double Z = 1.959964;

  private Confidence() {}

  /**
   * The lower bound, from 0 to 1, to two places.
   *
   * @param agreeing of those that have an opinion
   * @param all that have one; 0 gives 0
   */
  public static double of(long agreeing, long all) {
    if (all == 0) {
      return 0;
    }
    double n = all;
    double share = agreeing / n;
    double z2 = Z * Z;
    double spread = Z * Math.sqrt(share * (1 - share) / n + z2 / (4 * n * n));
    double bound = (share + z2 / (2 * n) - spread) / (1 + z2 / n);
    return Math.max(0, Math.round(bound * 100) / 100.0);
  }
}
