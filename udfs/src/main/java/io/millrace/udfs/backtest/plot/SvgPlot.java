package io.millrace.udfs.backtest.plot;

import java.util.Locale;
import java.util.Map;

/**
 * A time series with its thresholds and alerts as SVG 1.1: the value as a line, thresholds dashed,
 * an alert as a shaded stretch of time with a stroke where it was opened. Times are UTC. It needs
 * no fonts and no graphics system of the machine.
 */
public final class SvgPlot {
  private static final Map<String, String> COLOURS =
      Map.of("critical", "#c62828", "warning", "#ef8c00", "info", "#1565c0");
  private static final String OTHER = "#6a1b9a";

  private final StringBuilder svg = new StringBuilder();
  private final PlotData data;
  private final Scale scale;

  private SvgPlot(PlotData data) {
    this.data = data;
    this.scale = Scale.of(data);
  }

  /** The text of an SVG file. */
  public static String of(PlotData data) {
    return new SvgPlot(data).draw();
  }

  private String draw() {
    add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
            + " font-family=\"sans-serif\" font-size=\"12\">",
        Scale.WIDTH, Scale.HEIGHT, Scale.WIDTH, Scale.HEIGHT);
    add("<rect width=\"%d\" height=\"%d\" fill=\"white\"/>", Scale.WIDTH, Scale.HEIGHT);
    add("<text x=\"%d\" y=\"22\" font-size=\"15\">%s</text>", Scale.LEFT, xml(data.title()));
    grid();
    data.marks().forEach(this::stretch);
    line();
    data.levels().forEach(this::level);
    legend();
    return svg.append("</svg>\n").toString();
  }

  private void grid() {
    for (Ticks.Tick tick : Ticks.numbers(scale.least(), scale.greatest(), 6)) {
      double y = scale.y(tick.at());
      rule(Scale.LEFT, y, Scale.RIGHT, y, "#e0e0e0");
      text(Scale.LEFT - 6, y + 4, "end", "#333", tick.text());
    }
    for (Ticks.Tick tick : Ticks.times(scale.from(), scale.to(), 10)) {
      double x = scale.x(tick.at());
      rule(x, Scale.TOP, x, Scale.BOTTOM, "#eeeeee");
      text(x, Scale.BOTTOM + 18, "middle", "#333", tick.text());
    }
    rule(Scale.LEFT, Scale.BOTTOM, Scale.RIGHT, Scale.BOTTOM, "#333");
    rule(Scale.LEFT, Scale.TOP, Scale.LEFT, Scale.BOTTOM, "#333");
  }

  private void stretch(Mark mark) {
    long end = mark.to() == null ? scale.to() : mark.to();
    double from = scale.x(mark.from());
    double width = Math.max(1.5, scale.x(end) - from);
    String colour = colour(mark.severity());
    add(
        "<g><title>%s</title><rect class=\"alert\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\""
            + " fill=\"%s\" fill-opacity=\"0.15\"/>",
        xml(mark.text()), from, Scale.TOP, width, Scale.BOTTOM - Scale.TOP, colour);
    rule(from, Scale.TOP, from, Scale.BOTTOM, colour);
    svg.append("</g>\n");
  }

  private void line() {
    if (data.points().size() == 1) {
      Point point = data.points().get(0);
      add(
          "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"#1f4e79\"/>",
          scale.x(point.at()), scale.y(point.value()));
      return;
    }
    svg.append("<polyline fill=\"none\" stroke=\"#1f4e79\" stroke-width=\"1.2\" points=\"");
    for (Point point : data.points()) {
      svg.append(
          String.format(Locale.ROOT, "%.1f,%.1f ", scale.x(point.at()), scale.y(point.value())));
    }
    svg.append("\"/>\n");
  }

  private void level(Level level) {
    double y = scale.y(level.value());
    add(
        "<line class=\"threshold\" x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"#c62828\""
            + " stroke-dasharray=\"6 4\"/>",
        Scale.LEFT, y, Scale.RIGHT, y);
    text(Scale.RIGHT - 4, y - 4, "end", "#c62828", level.text());
  }

  private void legend() {
    int y = Scale.HEIGHT - 14;
    text(Scale.LEFT, y, "start", "#1f4e79", data.property());
    String alerts = data.marks().size() == 1 ? "1 alert" : data.marks().size() + " alerts";
    text(Scale.RIGHT, y, "end", "#333", alerts + "; times in UTC");
  }

  private void rule(double x1, double y1, double x2, double y2, String colour) {
    add(
        "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>",
        x1, y1, x2, y2, colour);
  }

  private void text(double x, double y, String anchor, String colour, String text) {
    add(
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"%s\">%s</text>",
        x, y, anchor, colour, xml(text));
  }

  private static String colour(String severity) {
    return COLOURS.getOrDefault(severity, OTHER);
  }

  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  /** The text as it stands in XML; characters that XML cannot hold become question marks. */
  private static String xml(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                default -> out.appendCodePoint(allowed(c) ? c : '?');
              }
            });
    return out.toString();
  }

  /** The characters of XML 1.0. */
  private static boolean allowed(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= 0x20 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD)
        || c >= 0x10000;
  }
}
