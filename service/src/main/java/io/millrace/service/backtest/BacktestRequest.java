package io.millrace.service.backtest;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.schemas.avro.Observation;
import io.millrace.service.definition.JsonDocuments;
import io.millrace.service.problem.ProblemCode;
import io.millrace.service.problem.ProblemException;
import io.millrace.udfs.backtest.input.Defaults;
import io.millrace.udfs.backtest.input.ObservationReader;
import io.millrace.udfs.backtest.input.Times;
import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.definition.DocumentReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is to be run.
 *
 * @param rule a document that is not saved; null for the saved one
 * @param version of the saved one; null for the present one
 * @param against version to compare with; null for none
 * @param againstRule document to compare with; null for none
 * @param observations in the place of those of the topic; null for those
 */
record BacktestRequest(
    @Nullable String rule,
    @Nullable Long version,
    @Nullable Long against,
    @Nullable String againstRule,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable String object,
    @Nullable String property,
    boolean plot,
    @Nullable DocumentReader observations) {

  private static final int MOST = 10_000;
  private static final Set<String> KNOWN =
      Set.of(
          "rule", "version", "against", "from", "to", "object", "property", "plot", "observations");

  /** Reads a body; a problem with everything that is wrong. */
  static BacktestRequest read(byte[] body) {
    try {
      DocumentReader reader = DocumentReader.of(JsonDocuments.json(body));
      reader.only(KNOWN);
      JsonNode rule = document(reader, "rule");
      Long version = reader.has("version") ? version(reader, "version") : null;
      if (rule != null && version != null) {
        reader.problem("version", "Is of a rule that is saved");
      }
      JsonNode against = reader.node("against");
      String other = against != null && against.isObject() ? against.toString() : null;
      BacktestRequest request =
          new BacktestRequest(
              rule == null ? null : rule.toString(),
              version,
              against == null || other != null ? null : version(reader, "against"),
              other,
              time(reader, "from"),
              time(reader, "to"),
              reader.textOrNull("object"),
              reader.textOrNull("property"),
              reader.flag("plot", false),
              reader.has("observations") ? reader : null);
      reader.check();
      return request;
    } catch (DefinitionException e) {
      throw invalid(e);
    }
  }

  /** The observations of the body; a problem with everything that is wrong with them. */
  List<Observation> observations(String objectType) {
    if (observations == null) {
      return List.of();
    }
    try {
      ObservationReader reader =
          new ObservationReader(new Defaults("request", objectType, "object"));
      List<DocumentReader> documents = observations.objectList("observations");
      if (documents.size() > MOST) {
        observations.problem("observations", "Must be at most " + MOST);
      }
      List<Observation> read = new ArrayList<>(documents.size());
      for (DocumentReader document : documents) {
        read.add(reader.read(document, read.size()));
      }
      observations.check();
      return read;
    } catch (DefinitionException e) {
      throw invalid(e);
    }
  }

  private static @Nullable JsonNode document(DocumentReader reader, String field) {
    JsonNode node = reader.node(field);
    if (node != null && !node.isObject()) {
      reader.problem(field, "Must be an object");
      return null;
    }
    return node;
  }

  private static @Nullable Long version(DocumentReader reader, String field) {
    if (reader.value(field) instanceof Long number) {
      return number;
    }
    reader.problem(field, "Must be the number of a version");
    return null;
  }

  private static @Nullable Instant time(DocumentReader reader, String field) {
    Object value = reader.value(field);
    try {
      return value == null ? null : Times.of(value.toString());
    } catch (IllegalArgumentException e) {
      reader.problem(field, String.valueOf(e.getMessage()));
      return null;
    }
  }

  private static ProblemException invalid(DefinitionException e) {
    return new ProblemException(
        ProblemCode.INVALID_REQUEST, "The request cannot be used", Map.of("errors", e.problems()));
  }
}
