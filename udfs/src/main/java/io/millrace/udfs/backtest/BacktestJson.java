package io.millrace.udfs.backtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.schemas.avro.Alert;
import io.millrace.udfs.projection.SearchDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;

/** The result of a backtest as JSON; alerts are as in the index and the API. */
public final class BacktestJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private BacktestJson() {}

  public static ObjectNode of(BacktestResult result) {
    ObjectNode node = JSON.createObjectNode();
    node.put("observations", result.observations());
    node.put("from", result.from() == null ? null : result.from().toString());
    node.put("to", result.to() == null ? null : result.to().toString());
    ArrayNode rules = node.putArray("rules");
    result.rules().forEach(rule -> rules.add(rule(rule)));
    node.put("changes", result.allChanges());
    node.put("truncated", result.truncated());
    node.set("alerts", alerts(result.alerts()));
    return node;
  }

  public static ObjectNode of(AlertDiff diff) {
    ObjectNode node = JSON.createObjectNode();
    node.put("same", diff.same());
    node.set("changed", pairs(diff.changed()));
    node.set("moved", pairs(diff.moved()));
    node.set("added", alerts(diff.added()));
    node.set("gone", alerts(diff.gone()));
    return node;
  }

  /** An alert in one of its states. */
  public static JsonNode of(Alert alert) {
    try {
      return JSON.readTree(SearchDocument.of(alert).json());
    } catch (IOException e) {
      throw new UncheckedIOException("A document that was just written can be read", e);
    }
  }

  private static ObjectNode rule(RuleTally rule) {
    ObjectNode node = JSON.createObjectNode();
    node.put("id", rule.id());
    node.put("version", rule.version());
    node.put("opened", rule.opened());
    node.put("matches", rule.matches());
    node.put("updated", rule.updated());
    node.put("cleared", rule.cleared());
    node.put("open", rule.open());
    node.put("failures", rule.failures());
    node.put("stopped", rule.stopped());
    node.put("firstFailure", rule.firstFailure());
    return node;
  }

  private static ArrayNode alerts(Collection<Alert> alerts) {
    ArrayNode array = JSON.createArrayNode();
    alerts.forEach(alert -> array.add(of(alert)));
    return array;
  }

  private static ArrayNode pairs(List<AlertDiff.Pair> pairs) {
    ArrayNode array = JSON.createArrayNode();
    for (AlertDiff.Pair pair : pairs) {
      ObjectNode node = array.addObject();
      node.set("before", of(pair.before()));
      node.set("after", of(pair.after()));
    }
    return array;
  }
}
