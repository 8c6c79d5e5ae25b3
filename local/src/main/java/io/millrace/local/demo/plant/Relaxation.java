package io.millrace.local.demo.plant;

/** First-order behaviour, solved exactly, so that it is right at any step. */
final class Relaxation {
  private Relaxation() {}

  /**
   * Where a value stands after a step on its way to a target.
   *
   * @param hours length of the step
   * @param timeConstant hours after which 63 % of the way is done
   */
  static double towards(double target, double value, double hours, double timeConstant) {
    return target + (value - target) * Math.exp(-hours / timeConstant);
  }
}
