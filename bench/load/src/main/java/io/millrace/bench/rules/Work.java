package io.millrace.bench.rules;

/**
 * What one rule of a workload asks. Counted is one match for each rule and event that completes it.
 */
public sealed interface Work {

  /** A reading above this value, or below it. */
  record Threshold(String metric, int group, boolean above, double limit) implements Work {
    /** The group that stands for all. */
    public static final int ANY = -1;
  }

  /**
   * The mean of a device over windows of 60 s from the epoch on: one match for each that is above.
   */
  record TumblingMean(String metric, double limit) implements Work {}

  /**
   * The mean of a device over the 60 s that end with a reading: one match for each that is above.
   */
  record SlidingMean(String metric, double limit) implements Work {}

  /** Every first reading followed by a second within 60 s on the device: one match a first. */
  record Sequence(String first, double firstLimit, String second, double secondLimit)
      implements Work {}

  /** Every first reading not followed by a second within 60 s on the device. */
  record Absence(String first, double firstLimit, String second, double secondLimit)
      implements Work {}
}
