package io.millrace.service.trial;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.millrace.schemas.avro.GeoPoint;
import io.millrace.schemas.avro.Observation;
import io.millrace.udfs.mapping.Coverage;
import io.millrace.udfs.mapping.DryRun;
import io.millrace.udfs.mapping.MappingResult;
import io.millrace.udfs.mapping.Refusal;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What became of each message, and what the mapping left out of all of them. */
@Schema(name = "DryRunResult")
record DryRunView(
    List<Tried> messages,
    @Schema(description = "Of all messages.") long observations,
    @Schema(description = "Messages that would be dead letters.") long deadLetters,
    Left coverage) {

  /** What the mapping left out. */
  @Schema(name = "Coverage")
  record Left(
      @Schema(description = "Properties that no observation has.") Set<String> neverFilled,
      @Schema(description = "Places in payloads that no expression reads.")
          Set<String> neverRead) {}

  /** One message. */
  @Schema(name = "TriedMessage")
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Tried(
      @Schema(description = "Its place in the request, from 0.") int index,
      List<Seen> observations,
      List<Refused> deadLetters,
      @Schema(description = "Properties left out because they failed.") List<Refused> skipped) {

    static Tried of(int index, MappingResult result) {
      return new Tried(
          index,
          result.observations().stream().map(Seen::of).toList(),
          result.refusals().stream().map(Refused::of).toList(),
          result.skipped().stream().map(Refused::of).toList());
    }
  }

  /** An observation. */
  @Schema(name = "TrialObservation")
  record Seen(
      String deviceId,
      String objectType,
      String objectId,
      Instant observedAt,
      @Schema(type = "object") Map<String, Object> properties) {

    static Seen of(Observation observation) {
      Map<String, Object> properties = new TreeMap<>();
      observation.getProperties().forEach((name, value) -> properties.put(name, plain(value)));
      return new Seen(
          observation.getDeviceId(),
          observation.getObjectType(),
          observation.getObjectId(),
          observation.getObservedAt(),
          properties);
    }

    private static Object plain(Object value) {
      return value instanceof GeoPoint point
          ? Map.of("lat", point.getLat(), "lon", point.getLon())
          : value;
    }
  }

  /** Why there is no observation, or a property is not in it. */
  @Schema(name = "TrialRefusal")
  record Refused(
      String code,
      @Schema(description = "The field, or the place in the payload; empty for the whole.")
          String path,
      String reason,
      @Nullable String mapping) {

    static Refused of(Refusal refusal) {
      return new Refused(
          refusal.code().code(), refusal.path(), refusal.reason(), refusal.mappingId());
    }
  }

  static DryRunView of(List<Tried> messages, DryRun run) {
    Coverage coverage = run.coverage();
    long refused = messages.stream().filter(m -> !m.deadLetters().isEmpty()).count();
    return new DryRunView(
        messages,
        run.observations(),
        refused,
        new Left(coverage.neverFilled(), coverage.neverRead()));
  }
}
