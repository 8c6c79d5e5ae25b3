package io.millrace.udfs.backtest.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class SvgPlotTest {
  private static final List<Point> WAVE =
      IntStream.range(0, 200)
          .mapToObj(i -> new Point(i * 60_000L, Math.sin(i / 9.0) * 40))
          .toList();

  @Test
  void drawsValuesThresholdsAndAlerts() throws Exception {
    Document svg =
        parse(
            new PlotData(
                "m & <1>\u0000",
                "temperature",
                WAVE,
                List.of(new Level(30, "temperature > 30.0")),
                List.of(
                    new Mark(1_200_000, 2_400_000L, "critical", "hot"),
                    new Mark(9_000_000, null, "warning", "still \"hot\""))));
    NodeList lines = svg.getElementsByTagName("polyline");
    assertThat(lines.getLength()).isOne();
    assertThat(((Element) lines.item(0)).getAttribute("points").split(" ")).hasSize(200);
    assertThat(svg.getElementsByTagName("title").item(1).getTextContent())
        .isEqualTo("still \"hot\"");
    assertThat(byClass(svg, "rect", "alert")).hasSize(2);
    List<Element> levels = byClass(svg, "line", "threshold");
    assertThat(levels).hasSize(1);
    double y = Double.parseDouble(levels.get(0).getAttribute("y1"));
    assertThat(y).isBetween((double) Scale.TOP, (double) Scale.BOTTOM);
    assertThat(svg.getElementsByTagName("text").item(0).getTextContent()).isEqualTo("m & <1>?");
  }

  @Test
  void anAlertThatIsOpenReachesTheRightEdge() throws Exception {
    Document svg =
        parse(new PlotData("", "v", WAVE, List.of(), List.of(new Mark(0, null, "info", ""))));
    Element stretch = byClass(svg, "rect", "alert").get(0);
    double end =
        Double.parseDouble(stretch.getAttribute("x"))
            + Double.parseDouble(stretch.getAttribute("width"));
    assertThat(end).isEqualTo(Scale.RIGHT);
  }

  @Test
  void drawsNothingOnePointAndValuesBeyondReason() throws Exception {
    parse(new PlotData("", "v", List.of(), List.of(), List.of()));
    parse(new PlotData("", "v", List.of(new Point(5, 5)), List.of(), List.of()));
    String extreme =
        SvgPlot.of(
            new PlotData(
                "",
                "v",
                List.of(new Point(0, -Double.MAX_VALUE / 4), new Point(1, Double.MAX_VALUE / 4)),
                List.of(),
                List.of()));
    assertThat(extreme).doesNotContain("NaN").doesNotContain("Infinity");
    String tiny =
        SvgPlot.of(
            new PlotData(
                "",
                "v",
                List.of(new Point(0, 1e-300), new Point(1, 2e-300)),
                List.of(),
                List.of()));
    assertThat(tiny).doesNotContain("NaN");
  }

  private static List<Element> byClass(Document svg, String tag, String name) {
    NodeList all = svg.getElementsByTagName(tag);
    return IntStream.range(0, all.getLength())
        .mapToObj(i -> (Element) all.item(i))
        .filter(e -> e.getAttribute("class").equals(name))
        .toList();
  }

  private static Document parse(PlotData data) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(SvgPlot.of(data))));
  }
}
