package io.millrace.udfs.backtest.plot;

/**
 * From times and values to pixels.
 *
 * @param from epoch ms at the left edge
 * @param to epoch ms at the right edge
 * @param least value at the lower edge
 * @param greatest value at the upper edge
 */
record Scale(long from, long to, double least, double greatest) {
  static final int WIDTH = 1200;
  static final int HEIGHT = 420;
  static final int LEFT = 70;
  static final int RIGHT = WIDTH - 20;
  static final int TOP = 40;
  static final int BOTTOM = HEIGHT - 60;

  double x(double at) {
    double part = to == from ? 0.5 : (at - from) / (to - from);
    return LEFT + Math.max(0, Math.min(1, part)) * (RIGHT - LEFT);
  }

  double y(double value) {
    return BOTTOM - (value - least) / (greatest - least) * (BOTTOM - TOP);
  }

  /** One that shows all of these, with a little room above and below. */
  static Scale of(PlotData data) {
    long from = Long.MAX_VALUE;
    long to = Long.MIN_VALUE;
    double least = Double.MAX_VALUE;
    double greatest = -Double.MAX_VALUE;
    for (Point point : data.points()) {
      from = Math.min(from, point.at());
      to = Math.max(to, point.at());
      least = Math.min(least, point.value());
      greatest = Math.max(greatest, point.value());
    }
    for (Level level : data.levels()) {
      least = Math.min(least, level.value());
      greatest = Math.max(greatest, level.value());
    }
    if (from > to) {
      return new Scale(0, 1, 0, 1);
    }
    // Half before each is doubled: a range of all doubles would be infinite.
    double room = Math.max((greatest / 2 - least / 2) * 0.1, Math.ulp(Math.abs(greatest)) * 8);
    room = greatest == least ? Math.max(1, Math.abs(greatest) * 0.05) : room;
    return new Scale(from, to, least - room, greatest + room);
  }
}
