package io.millrace.udfs.backtest.plot;

import java.util.List;

/**
 * What a plot shows.
 *
 * @param property the name of the value
 * @param points by time
 */
public record PlotData(
    String title, String property, List<Point> points, List<Level> levels, List<Mark> marks) {

  public PlotData {
    points = List.copyOf(points);
    levels = List.copyOf(levels);
    marks = List.copyOf(marks);
  }
}
