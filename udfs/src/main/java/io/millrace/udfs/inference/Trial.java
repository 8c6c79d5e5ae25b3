package io.millrace.udfs.inference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.schemas.avro.Definition;
import io.millrace.schemas.avro.DefinitionState;
import io.millrace.schemas.avro.Origin;
import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.mapping.DryRun;
import io.millrace.udfs.mapping.MappingResult;
import io.millrace.udfs.mapping.Message;
import io.millrace.udfs.mapping.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tries a plan on the samples that it was made of, by the code of the ingest job. */
final class Trial {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<Sample> samples;
  private final List<String> notes;

  Trial(List<Sample> samples, List<String> notes) {
    this.samples = samples;
    this.notes = notes;
  }

  Proposal proposal(Plan plan, List<Candidate> ids, List<Candidate> times) {
    String document = PlanDocument.of(plan);
    long mapped = 0;
    try (DryRun run = new DryRun(definition(plan.id(), document), id -> null)) {
      for (int i = 0; i < samples.size(); i++) {
        MappingResult result = run.apply(message(i, plan.source()));
        if (result.refusals().isEmpty()) {
          mapped++;
        } else {
          notes.add("Sample " + (i + 1) + " is refused: " + text(result.refusals().get(0)));
        }
      }
    } catch (DefinitionException e) {
      throw new IllegalStateException("What was proposed must compile: " + document, e);
    }
    return new Proposal(
        document,
        ids,
        times,
        plan.forEach(),
        plan.fields(),
        mapped,
        samples.size(),
        List.copyOf(notes));
  }

  private static String text(Refusal refusal) {
    return refusal.code().code() + ", " + refusal.reason();
  }

  private static Definition definition(String id, String document) {
    return new Definition("mapping", id, 1L, DefinitionState.ACTIVE, document, Instant.EPOCH, null);
  }

  /** As JSON, whatever its format was: what expressions see is the same. */
  private Message message(int index, @Nullable String source) {
    Sample sample = samples.get(index);
    Map<String, String> headers = new LinkedHashMap<>(sample.headers());
    headers.remove("content-encoding");
    try {
      return new Message(
          sample.deviceId(),
          "sample-" + index,
          source == null ? "" : source,
          "application/json",
          headers,
          JSON.writeValueAsString(sample.payload()).getBytes(StandardCharsets.UTF_8),
          new Origin("device-messages", 0, (long) index, 0),
          Instant.EPOCH);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Plain values can be written", e);
    }
  }
}
