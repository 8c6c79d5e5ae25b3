package io.millrace.udfs.objectify;

import io.millrace.schemas.avro.EventCause;
import io.millrace.schemas.avro.Link;
import io.millrace.schemas.avro.LinkedTo;
import io.millrace.schemas.avro.ObjectEvent;
import io.millrace.schemas.avro.ObjectEventKind;
import io.millrace.udfs.Ids;
import io.millrace.udfs.ontology.LinkType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the events of one object that one trigger brings about, in the order of their numbers. */
final class EventWriter {
  private final ObjectMemory memory;
  private final Trigger trigger;
  private final List<ObjectEvent> events = new ArrayList<>(1);

  EventWriter(ObjectMemory memory, Trigger trigger) {
    this.memory = memory;
    this.trigger = trigger;
  }

  List<ObjectEvent> events() {
    return events;
  }

  /** The number that the next event has. */
  long next() {
    return memory.seq + 1;
  }

  /**
   * Properties have changed, or whether the object is there.
   *
   * @param cause where the changed values come from
   */
  void tell(ObjectEventKind kind, EventCause cause, List<String> changed) {
    memory.seq = next();
    if (kind == ObjectEventKind.CREATED) {
      memory.createdAt = trigger.occurredAt();
      memory.createdBy = trigger.actor();
    }
    boolean deleted = kind == ObjectEventKind.DELETED;
    memory.deletedAt = deleted ? trigger.occurredAt() : null;
    memory.deletedBy = deleted ? trigger.actor() : null;
    events.add(event(kind, cause, changed, null));
  }

  /** A link is there now, or not any more. */
  void tell(ObjectEventKind kind, EventCause cause, LinkType type, LinkedTo to) {
    memory.seq = next();
    boolean fromSource = type.ownedBySource();
    Link link = new Link();
    link.setLinkType(type.id());
    link.setSourceType(type.source());
    link.setSourceId(fromSource ? memory.id : to.getOtherId());
    link.setTargetType(type.target());
    link.setTargetId(fromSource ? to.getOtherId() : memory.id);
    link.setProperties(to.getProperties());
    events.add(event(kind, cause, List.of(), link));
  }

  private ObjectEvent event(
      ObjectEventKind kind, EventCause cause, List<String> changed, @Nullable Link link) {
    ObjectEvent event = new ObjectEvent();
    event.setEventId(Ids.derive(memory.type, memory.id, Long.toString(memory.seq), trigger.id()));
    event.setObjectType(memory.type);
    event.setObjectId(memory.id);
    event.setSeq(memory.seq);
    event.setKind(kind);
    event.setOccurredAt(trigger.occurredAt());
    event.setRecordedAt(trigger.recordedAt());
    event.setActor(trigger.actor());
    event.setCause(cause);
    event.setChanged(changed);
    event.setCreatedAt(memory.createdAt);
    event.setCreatedBy(memory.createdBy);
    event.setDeletedAt(memory.deletedAt);
    event.setDeletedBy(memory.deletedBy);
    event.setSchemaVersion(1);
    event.setLink(link);
    properties(event);
    return event;
  }

  private void properties(ObjectEvent event) {
    Map<String, Object> values = new HashMap<>();
    Map<String, Long> setBy = new HashMap<>();
    memory.properties.forEach(
        (name, register) -> {
          Object told = register.told();
          if (told != null) {
            values.put(name, told);
            setBy.put(name, register.setBy());
          }
        });
    event.setProperties(values);
    event.setSetBy(setBy);
  }
}
