package io.millrace.udfs.backtest;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.schemas.avro.Alert;
import io.millrace.schemas.avro.Observation;
import io.millrace.udfs.rules.AlertChange;
import io.millrace.udfs.rules.ObservationEvent;
import io.millrace.udfs.rules.Output;
import io.millrace.udfs.rules.Rule;
import io.millrace.udfs.rules.host.RuleHost;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Judges the observations that led to an alert once more. It begins with the first that the alert
 * names, for a rule that opens an alert remembers nothing before; if something else comes out, it
 * begins as early as the history does, for a window or a cooldown reaches further back.
 */
public final class Explainer {
  private final List<Rule> versions;
  private final JsonNode stored;
  private final AlertSpan span;

  /**
   * @param versions of the rule that may have judged, each with the time from which it did; of a
   *     composite, also those of the rules that it listens to
   * @param stored the alert's document in the index
   */
  public Explainer(List<Rule> versions, JsonNode stored) {
    this.versions = List.copyOf(versions);
    this.stored = stored;
    this.span = AlertSpan.of(stored);
  }

  /** Keeps the change of the alert that is to be explained. */
  private final class Wanted implements Output {
    private final Set<String> missing = new TreeSet<>(span.events());
    private @Nullable Alert found;

    @Override
    public void alert(AlertChange change) {
      if (!missing.isEmpty()) {
        // A composite's alert names those of its inputs.
        missing.remove(change.id());
      }
      boolean wanted =
          change.seq() == stored.path("seq").asLong()
              && change.id().equals(stored.path("id").asText());
      if (wanted) {
        found = change.toAlert();
      }
    }

    @Override
    public void failed(Failure failure) {
      // A rule that fails on an observation goes on, here as then.
    }
  }

  /**
   * Runs the rule.
   *
   * @param history observations in the order of receipt, from {@link AlertSpan#from} less the
   *     rule's reach to {@link AlertSpan#to}
   */
  public Explanation explain(List<Observation> history) {
    int first = first(history);
    Explanation near = attempt(history.subList(first, history.size()));
    if (near.same() || first == 0) {
      return near;
    }
    Explanation far = attempt(history);
    return far.same() || near.again() == null ? far : near;
  }

  private int first(List<Observation> history) {
    for (int i = 0; i < history.size(); i++) {
      if (span.events().contains(history.get(i).getId())) {
        return i;
      }
    }
    return 0;
  }

  private Explanation attempt(List<Observation> history) {
    Wanted wanted = new Wanted();
    RuleHost host = new RuleHost(wanted);
    versions.forEach(host::put);
    long newest = Long.MIN_VALUE;
    for (Observation observation : history) {
      ObservationEvent event = new ObservationEvent(observation);
      wanted.missing.remove(event.id());
      if (event.timestamp() > newest) {
        newest = event.timestamp();
        host.advance(newest - 1);
      }
      host.onEvent(event);
    }
    host.advance(Math.max(newest, span.end()));
    JsonNode again = wanted.found == null ? null : BacktestJson.of(wanted.found);
    List<Explanation.Difference> differences = differences(again);
    boolean same = again != null && again.toString().equals(stored.toString());
    return new Explanation(
        same, stored, again, differences, history.size(), List.copyOf(wanted.missing));
  }

  private List<Explanation.Difference> differences(@Nullable JsonNode again) {
    if (again == null) {
      return List.of();
    }
    Set<String> fields = new HashSet<>();
    stored.fieldNames().forEachRemaining(fields::add);
    again.fieldNames().forEachRemaining(fields::add);
    List<Explanation.Difference> differences = new ArrayList<>();
    for (String field : new TreeSet<>(fields)) {
      JsonNode then = stored.get(field);
      JsonNode now = again.get(field);
      if (then == null || !then.equals(now)) {
        differences.add(new Explanation.Difference(field, then, now));
      }
    }
    return List.copyOf(differences);
  }
}
