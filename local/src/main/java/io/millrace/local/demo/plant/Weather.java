package io.millrace.local.demo.plant;

/** The air outside: coldest at three in the morning, warmest at three in the afternoon. */
final class Weather {
  private static final double MEAN_CELSIUS = 15;
  private static final double SWING_CELSIUS = 7;

  private Weather() {}

  /** Degrees Celsius at this hour of the day. */
  static double outside(double hour) {
    return MEAN_CELSIUS + SWING_CELSIUS * Math.cos(2 * Math.PI * (hour - 15) / 24);
  }
}
