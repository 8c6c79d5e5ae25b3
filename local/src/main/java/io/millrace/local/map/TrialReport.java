package io.millrace.local.map;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.schemas.avro.Observation;
import io.millrace.udfs.mapping.Coverage;
import io.millrace.udfs.mapping.DryRun;
import io.millrace.udfs.mapping.MappingResult;
import io.millrace.udfs.mapping.Refusal;
import io.millrace.udfs.projection.PropertyJson;
import java.util.ArrayList;
import java.util.List;

/** What a trial found, for people and for programs. */
final class TrialReport {
  private static final ObjectMapper JSON = new ObjectMapper();

  private TrialReport() {}

  /** One message's result as a line of JSON. */
  static String line(long number, MappingResult result) {
    ObjectNode line = JSON.createObjectNode().put("line", number);
    if (!result.observations().isEmpty()) {
      ArrayNode observations = line.putArray("observations");
      result.observations().forEach(o -> observations.add(observation(o)));
    }
    if (!result.refusals().isEmpty()) {
      ArrayNode refused = line.putArray("refused");
      result.refusals().forEach(r -> refused.add(refusal(r)));
    }
    if (!result.skipped().isEmpty()) {
      ArrayNode skipped = line.putArray("skipped");
      result.skipped().forEach(r -> skipped.add(refusal(r)));
    }
    return line.toString();
  }

  static List<String> summary(DryRun run) {
    Coverage coverage = run.coverage();
    List<String> lines = new ArrayList<>();
    lines.add(run.observations() + " observations, " + run.refusals() + " refusals");
    if (!coverage.neverFilled().isEmpty()) {
      lines.add("Never filled: " + String.join(", ", coverage.neverFilled()));
    }
    if (!coverage.neverRead().isEmpty()) {
      lines.add("Never read: " + String.join(", ", coverage.neverRead()));
    }
    return lines;
  }

  private static ObjectNode observation(Observation observation) {
    ObjectNode node =
        JSON.createObjectNode()
            .put("objectType", observation.getObjectType())
            .put("objectId", observation.getObjectId())
            .put("observedAt", observation.getObservedAt().toString());
    node.set("properties", PropertyJson.of(observation.getProperties()));
    return node;
  }

  private static ObjectNode refusal(Refusal refusal) {
    return JSON.createObjectNode()
        .put("code", refusal.code().code())
        .put("path", refusal.path())
        .put("reason", refusal.reason());
  }
}
