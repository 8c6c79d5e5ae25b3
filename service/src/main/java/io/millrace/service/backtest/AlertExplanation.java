package io.millrace.service.backtest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.schemas.avro.Observation;
import io.millrace.service.definition.RuleHistory;
import io.millrace.service.problem.ProblemCode;
import io.millrace.service.problem.ProblemException;
import io.millrace.service.search.SearchIndex;
import io.millrace.service.search.SearchIndex.NoSuchIndexException;
import io.millrace.udfs.backtest.AlertSpan;
import io.millrace.udfs.backtest.Explainer;
import io.millrace.udfs.backtest.Explanation;
import io.millrace.udfs.backtest.RuleReach;
import io.millrace.udfs.backtest.input.ObservationSource;
import io.millrace.udfs.rules.Rule;
import io.millrace.udfs.rules.composite.Composites;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.springframework.stereotype.Component;

/** Lets an alert's rule judge its observations once more, from the topic. */
@Component
class AlertExplanation {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Of the object types that are judged, which is what is held in memory. */
  private static final int MOST = 500_000;

  /** Milliseconds: the topic is in the order of processing, not quite in that of receipt. */
  private static final long STRAGGLERS = 60_000;

  private final SearchIndex index;
  private final RuleHistory rules;
  private final ObservationTopic topic;

  AlertExplanation(SearchIndex index, RuleHistory rules, ObservationTopic topic) {
    this.index = index;
    this.rules = rules;
    this.topic = topic;
  }

  /**
   * The explanation; a problem where there is no such alert, or its rule's version is not known.
   */
  ExplanationView of(String id) {
    JsonNode alert = alert(id);
    String rule = alert.path("ruleId").asText();
    long version = alert.path("ruleVersion").asLong();
    List<Rule> versions = withInputs(rules.upTo(rule, version, alert.path("shadow").asBoolean()));
    Explanation explanation = new Explainer(versions, alert).explain(history(alert, versions));
    return ExplanationView.of(explanation, rule, version);
  }

  /** A composite judges alerts: the rules that gave them judge once more as well. */
  private List<Rule> withInputs(List<Rule> versions) {
    Set<String> inputs = new TreeSet<>();
    versions.forEach(rule -> inputs.addAll(Composites.inputs(rule)));
    List<Rule> all = new ArrayList<>(versions);
    inputs.forEach(input -> all.addAll(rules.all(input)));
    return all;
  }

  private JsonNode alert(String id) {
    try {
      for (String alias : List.of("alerts", "shadow-alerts")) {
        Optional<?> found = find(alias, id);
        if (found.isPresent()) {
          // Once more as text, so that numbers are of the types that they have there.
          return JSON.readTree(JSON.writeValueAsString(found.get()));
        }
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A document of the index is JSON", e);
    }
    throw new ProblemException(ProblemCode.NOT_FOUND, "There is no alert '" + id + "'");
  }

  @SuppressWarnings("rawtypes")
  private Optional<Map> find(String alias, String id) {
    try {
      return index.get(alias, id, Map.class);
    } catch (NoSuchIndexException e) {
      return Optional.empty();
    }
  }

  private List<Observation> history(JsonNode alert, List<Rule> versions) {
    AlertSpan span = AlertSpan.of(alert);
    long from = span.from() - RuleReach.millis(versions);
    Set<String> types =
        versions.stream()
            .filter(rule -> Composites.inputs(rule).isEmpty())
            .map(rule -> rule.head().objectType())
            .collect(Collectors.toSet());
    List<Observation> history = new ArrayList<>();
    try (ObservationSource source = topic.open(Instant.ofEpochMilli(from))) {
      for (Observation next = source.next(); next != null; next = source.next()) {
        long received = next.getReceivedAt().toEpochMilli();
        if (received > span.to() + STRAGGLERS) {
          break;
        }
        if (received >= from && types.contains(next.getObjectType())) {
          history.add(next);
        }
        if (history.size() > MOST) {
          throw new ProblemException(
              ProblemCode.INVALID_REQUEST,
              "There are more than " + MOST + " observations from its first event to its last");
        }
      }
    } catch (KafkaException e) {
      throw ProblemException.unavailable("Kafka", e);
    } catch (IOException e) {
      throw ProblemException.unavailable("The topic of observations", e);
    }
    return history;
  }
}
