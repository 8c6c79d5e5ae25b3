package io.millrace.bench.nab;

import io.millrace.bench.nab.LabelledSeries.Window;
import io.millrace.schemas.avro.Alert;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * How well rules did on one series. A window is detected if an alert was opened in it; an alert
 * that was opened outside of all windows is a false alarm. All of the series counts: unlike in
 * NAB's own score there is no time at the start in which alarms are free, and an early alarm is
 * worth no more than a late one.
 *
 * @param missed windows without an alert
 * @param falseAlarms when they were opened
 */
record SeriesScore(
    LabelledSeries series,
    long observations,
    int alerts,
    List<Window> missed,
    List<Instant> falseAlarms) {

  static SeriesScore of(LabelledSeries series, long observations, Collection<Alert> alerts) {
    List<Window> missed = new ArrayList<>(series.windows());
    List<Instant> wrong = new ArrayList<>();
    for (Alert alert : alerts) {
      Instant at = alert.getOpenedAt();
      missed.removeIf(window -> window.holds(at));
      if (series.windows().stream().noneMatch(window -> window.holds(at))) {
        wrong.add(at);
      }
    }
    return new SeriesScore(
        series, observations, alerts.size(), List.copyOf(missed), List.copyOf(wrong));
  }

  int detected() {
    return series.windows().size() - missed.size();
  }
}
