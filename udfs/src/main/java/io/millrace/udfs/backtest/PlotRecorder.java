package io.millrace.udfs.backtest;

import io.millrace.schemas.avro.Alert;
import io.millrace.schemas.avro.Observation;
import io.millrace.udfs.backtest.plot.Level;
import io.millrace.udfs.backtest.plot.Mark;
import io.millrace.udfs.backtest.plot.PlotData;
import io.millrace.udfs.backtest.plot.Series;
import io.millrace.udfs.rules.Condition;
import io.millrace.udfs.rules.Rule;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what a plot of a backtest shows: one property of one object. Where these are not named,
 * it is the object with most alerts, and the number that the rules read; of the first objects
 * alone, for a history may have very many.
 */
public final class PlotRecorder {
  private static final int OBJECTS = 200;
  private static final int STRETCHES = 1200;

  private final Collection<Rule> rules;
  private final @Nullable String object;
  private final Set<String> properties;
  private final Map<String, Map<String, Series>> series = new LinkedHashMap<>();

  /**
   * @param object its id, or null to choose one
   * @param property its name, or null to choose one
   */
  public PlotRecorder(Collection<Rule> rules, @Nullable String object, @Nullable String property) {
    this.rules = List.copyOf(rules);
    this.object = object;
    this.properties = new TreeSet<>();
    if (property != null) {
      properties.add(property);
    } else {
      rules.forEach(rule -> properties.addAll(rule.head().reads()));
    }
  }

  public void add(Observation observation) {
    String id = observation.getObjectId();
    boolean wanted =
        object == null ? series.size() < OBJECTS || series.containsKey(id) : object.equals(id);
    if (!wanted) {
      return;
    }
    long at = observation.getObservedAt().toEpochMilli();
    for (String property : properties) {
      if (observation.getProperties().get(property) instanceof Number value) {
        series
            .computeIfAbsent(id, key -> new HashMap<>())
            .computeIfAbsent(property, key -> new Series(STRETCHES))
            .add(at, value.doubleValue());
      }
    }
  }

  /** The plot; null if no number was seen. */
  public @Nullable PlotData plot(BacktestResult result) {
    String shown = object == null ? busiest(result.alerts()) : object;
    Map<String, Series> found = series.get(shown);
    if (found == null) {
      return null;
    }
    String property = fullest(found);
    List<Alert> alerts =
        result.alerts().stream().filter(alert -> alert.getObjectId().equals(shown)).toList();
    return new PlotData(
        shown + ": " + property,
        property,
        found.getOrDefault(property, new Series(1)).points(),
        levels(alerts, property),
        alerts.stream().map(PlotRecorder::mark).toList());
  }

  private String busiest(Collection<Alert> alerts) {
    Map<String, Integer> counts = new HashMap<>();
    alerts.forEach(alert -> counts.merge(alert.getObjectId(), 1, Integer::sum));
    String best = "";
    int most = -1;
    for (String id : series.keySet()) {
      int count = counts.getOrDefault(id, 0);
      if (count > most) {
        best = id;
        most = count;
      }
    }
    return best;
  }

  private static String fullest(Map<String, Series> found) {
    return found.entrySet().stream()
        .max(Map.Entry.comparingByValue((a, b) -> Long.compare(a.count(), b.count())))
        .map(Map.Entry::getKey)
        .orElse("");
  }

  /** Of the rules that gave alerts here, or of all where none did. */
  private List<Level> levels(List<Alert> alerts, String property) {
    Stream<String> sources =
        alerts.isEmpty()
            ? rules.stream().flatMap(rule -> rule.conditions().stream().map(Condition::source))
            : alerts.stream().flatMap(alert -> alert.getThresholds().values().stream());
    return sources
        .distinct()
        .flatMap(source -> Levels.of(source, property).stream())
        .distinct()
        .toList();
  }

  private static Mark mark(Alert alert) {
    Instant cleared = alert.getClearedAt();
    String until = cleared == null ? "open" : "to " + cleared;
    return new Mark(
        alert.getOpenedAt().toEpochMilli(),
        cleared == null ? null : cleared.toEpochMilli(),
        alert.getSeverity(),
        alert.getRuleId()
            + " ("
            + alert.getSeverity()
            + ") "
            + alert.getOpenedAt()
            + " "
            + until
            + ": "
            + alert.getMessage());
  }
}
