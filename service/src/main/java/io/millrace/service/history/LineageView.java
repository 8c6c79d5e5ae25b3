package io.millrace.service.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.millrace.schemas.avro.EventCause;
import io.millrace.schemas.avro.ObjectEvent;
import io.millrace.service.object.ObjectView;
import io.millrace.store.ObjectHistory;
import io.millrace.udfs.ontology.Ontology;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Where the properties of an object come from. */
@Schema(name = "Lineage", description = "For each property of an object: what gave it its value.")
record LineageView(
    String id,
    String type,
    @Schema(description = "Number of the event after which the object is shown.") long seq,
    @Schema(description = "Whether it is deleted; then it is shown as it was.") boolean deleted,
    @Schema(description = "By name.") Map<String, Origin> properties) {
  private static final String DEVICE = "device:";

  /** What kind of thing says what a value is. */
  enum CauseKind {
    OBSERVATION,
    ROW,
    EDIT,
    /** A version of the ontology, which gives another default or computes it in another way. */
    ONTOLOGY,
    /** None of these, or what Kafka and the store do not have any more. */
    UNKNOWN
  }

  /** Where one value comes from. */
  @Schema(name = "PropertyOrigin")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Origin(
      @Schema(type = "object", description = "Any JSON.") @Nullable Object value,
      @Schema(description = "Number of the event that set it.") long seq,
      @Schema(description = "Null where that event is not kept any more.") @Nullable Event event,
      @Nullable Cause cause) {}

  /** The event that set a value. */
  @Schema(name = "SettingEvent")
  record Event(String id, String kind, String actor, Instant occurredAt, Instant recordedAt) {}

  /** What the event came of. */
  @Schema(name = "Cause")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Cause(
      CauseKind kind,
      @Nullable String observationId,
      @Nullable String deviceId,
      @Nullable String datasetId,
      @Nullable Long datasetVersion,
      @Schema(description = "1 is the first row of data.") @Nullable Long row,
      @Nullable String editId,
      @Schema(description = "Of a mapping or object mapping.") @Nullable String mappingId,
      @Nullable Long mappingVersion,
      @Nullable Long ontologyVersion,
      @Nullable String traceId) {

    static Cause of(ObjectEvent event) {
      EventCause cause = event.getCause();
      String actor = event.getActor();
      boolean observed = cause.getObservationId() != null;
      CauseKind kind = kind(cause);
      boolean mapped = kind != CauseKind.ONTOLOGY;
      return new Cause(
          kind,
          cause.getObservationId(),
          // The actor is who brought the event about: of a value that came to light, another.
          observed && actor.startsWith(DEVICE) ? actor.substring(DEVICE.length()) : null,
          cause.getDatasetId(),
          cause.getDatasetVersion(),
          cause.getRow(),
          cause.getCommandId(),
          mapped ? cause.getDefinitionId() : null,
          mapped ? cause.getDefinitionVersion() : null,
          mapped ? null : cause.getDefinitionVersion(),
          cause.getTraceId());
    }

    private static CauseKind kind(EventCause cause) {
      if (cause.getDatasetId() != null) {
        return CauseKind.ROW;
      } else if (cause.getObservationId() != null) {
        return CauseKind.OBSERVATION;
      }
      if (cause.getCommandId() != null) {
        return CauseKind.EDIT;
      }
      return Ontology.ID.equals(cause.getDefinitionId()) ? CauseKind.ONTOLOGY : CauseKind.UNKNOWN;
    }
  }

  /**
   * The lineage of an object.
   *
   * @param state the object after {@code last}
   */
  static LineageView of(ObjectHistory history, ObjectEvent last, ObjectView state) {
    Map<Long, ObjectEvent> bySeq = new TreeMap<>();
    history.events().forEach(event -> bySeq.put(event.getSeq(), event));
    Map<String, Origin> properties = new TreeMap<>();
    state
        .properties()
        .forEach(
            (name, value) -> {
              long seq = Objects.requireNonNullElse(last.getSetBy().get(name), 0L);
              ObjectEvent by = bySeq.get(seq);
              properties.put(
                  name,
                  new Origin(
                      value, seq, by == null ? null : event(by), by == null ? null : Cause.of(by)));
            });
    return new LineageView(
        last.getObjectId(),
        last.getObjectType(),
        last.getSeq(),
        state.deletedAt() != null,
        properties);
  }

  private static Event event(ObjectEvent event) {
    return new Event(
        event.getEventId(),
        event.getKind().name(),
        event.getActor(),
        event.getOccurredAt(),
        event.getRecordedAt());
  }
}
