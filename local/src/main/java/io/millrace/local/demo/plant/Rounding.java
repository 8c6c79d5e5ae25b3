package io.millrace.local.demo.plant;

/** Sensors give three decimals. */
final class Rounding {
  private Rounding() {}

  static double thousandths(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
