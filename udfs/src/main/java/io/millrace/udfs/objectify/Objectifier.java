package io.millrace.udfs.objectify;

import io.millrace.schemas.avro.EventCause;
import io.millrace.schemas.avro.ObjectEvent;
import io.millrace.schemas.avro.ObjectEventKind;
import io.millrace.schemas.avro.ObjectState;
import io.millrace.schemas.avro.Observation;
import io.millrace.schemas.avro.PropertyState;
import io.millrace.udfs.Ids;
import io.millrace.udfs.OriginOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Applies observations to an object. A property takes the value with the newest time of observation
 * (of equal times the one that sorts last), so any order of input gives the same object. Changes
 * the state that it is given.
 */
public final class Objectifier {
  private Objectifier() {}

  /** The state of an object that does not exist yet. */
  public static ObjectState nothing() {
    return ObjectState.newBuilder()
        .setSeq(0)
        .setCreatedAt(Instant.EPOCH)
        .setProperties(new HashMap<>())
        .setOrigins(new HashMap<>())
        .build();
  }

  /**
   * Applies one observation.
   *
   * @return the event, or null where it changes nothing: replayed, older than what is known, or the
   *     same values again
   */
  public static @Nullable ObjectEvent apply(ObjectState state, Observation observation) {
    if (!OriginOrder.advance(state.getOrigins(), observation)) {
      return null;
    }
    List<String> changed = merge(state.getProperties(), observation);
    boolean created = state.getSeq() == 0;
    if (changed.isEmpty() && !created) {
      return null;
    }
    if (created) {
      state.setCreatedAt(observation.getObservedAt());
    }
    state.setSeq(state.getSeq() + 1);
    return event(state, observation, changed, created);
  }

  private static List<String> merge(
      Map<String, PropertyState> properties, Observation observation) {
    List<String> changed = new ArrayList<>();
    Instant observedAt = observation.getObservedAt();
    observation
        .getProperties()
        .forEach(
            (name, value) -> {
              PropertyState old = properties.get(name);
              if (old == null || newer(old, value, observedAt)) {
                properties.put(name, new PropertyState(value, observedAt));
                if (old == null || !value.equals(old.getValue())) {
                  changed.add(name);
                }
              }
            });
    Collections.sort(changed);
    return changed;
  }

  private static boolean newer(PropertyState old, Object value, Instant observedAt) {
    int order = observedAt.compareTo(old.getObservedAt());
    return order > 0 || (order == 0 && ValueOrder.compare(value, old.getValue()) > 0);
  }

  private static ObjectEvent event(
      ObjectState state, Observation observation, List<String> changed, boolean created) {
    String seq = Long.toString(state.getSeq());
    Map<String, Object> values = new HashMap<>();
    state.getProperties().forEach((name, property) -> values.put(name, property.getValue()));
    return ObjectEvent.newBuilder()
        .setEventId(
            Ids.derive(
                observation.getObjectType(), observation.getObjectId(), seq, observation.getId()))
        .setObjectType(observation.getObjectType())
        .setObjectId(observation.getObjectId())
        .setSeq(state.getSeq())
        .setKind(created ? ObjectEventKind.CREATED : ObjectEventKind.CHANGED)
        .setOccurredAt(observation.getObservedAt())
        .setRecordedAt(observation.getReceivedAt())
        .setActor("device:" + observation.getDeviceId())
        .setCause(cause(observation))
        .setProperties(values)
        .setChanged(changed)
        .setCreatedAt(state.getCreatedAt())
        .build();
  }

  private static EventCause cause(Observation observation) {
    return EventCause.newBuilder()
        .setTraceId(observation.getTraceId())
        .setObservationId(observation.getId())
        .setDefinitionId(observation.getMappingId())
        .setDefinitionVersion(observation.getMappingVersion())
        .build();
  }
}
