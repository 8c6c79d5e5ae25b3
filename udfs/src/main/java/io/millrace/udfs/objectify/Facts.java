package io.millrace.udfs.objectify;

import io.millrace.schemas.avro.FactKind;
import io.millrace.schemas.avro.Link;
import io.millrace.schemas.avro.ObjectEvent;
import io.millrace.schemas.avro.ObjectFact;
import io.millrace.udfs.Ids;
import io.millrace.udfs.ontology.Cardinality;
import io.millrace.udfs.ontology.LinkType;
import io.millrace.udfs.ontology.Property;
import io.millrace.udfs.ontology.instance.LinkShape;
import io.millrace.udfs.ontology.instance.ObjectShape;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What events of an object say that is of matter to other objects. */
public final class Facts {
  private static final String SHARED = "!";
  private final Model model;

  public Facts(Model model) {
    this.model = model;
  }

  /** The values of unique properties, as they are told; none of an object that is not there. */
  public Map<String, Object> unique(ObjectMemory memory) {
    ObjectShape shape = model.shape(memory.type);
    if (shape == null || !memory.there()) {
      return Map.of();
    }
    Map<String, Object> values = new HashMap<>();
    for (Property property : shape.type().properties().values()) {
      Register register = property.unique() ? memory.properties.get(property.name()) : null;
      Object told = register == null ? null : register.told();
      if (told != null) {
        values.put(property.name(), told);
      }
    }
    return values;
  }

  /**
   * The facts that events bring about.
   *
   * @param before unique values before them
   * @param after unique values after them
   */
  public List<ObjectFact> of(
      List<ObjectEvent> events, Map<String, Object> before, Map<String, Object> after) {
    List<ObjectFact> facts = new ArrayList<>(0);
    for (ObjectEvent event : events) {
      switch (event.getKind()) {
        case CREATED, RESTORED -> facts.add(there(event, FactKind.THERE));
        case DELETED -> facts.add(there(event, FactKind.GONE));
        case LINKED -> link(event, FactKind.LINKED, FactKind.HOLDS, facts);
        case UNLINKED -> link(event, FactKind.UNLINKED, FactKind.LETS_GO, facts);
        case CHANGED, CORRECTED -> {}
      }
    }
    if (!events.isEmpty() && !(before.isEmpty() && after.isEmpty())) {
      ObjectEvent last = events.get(events.size() - 1);
      values(last, FactKind.LETS_GO, before, after, facts);
      values(last, FactKind.HOLDS, after, before, facts);
    }
    return facts;
  }

  private static ObjectFact there(ObjectEvent event, FactKind kind) {
    String key = key(event.getObjectType(), event.getObjectId());
    return new ObjectFact(key, kind, "", "", "", "", "", event.getRecordedAt());
  }

  private void link(ObjectEvent event, FactKind kind, FactKind holding, List<ObjectFact> facts) {
    Link link = event.getLink();
    LinkShape shape = model.link(link.getLinkType());
    if (shape == null) {
      return;
    }
    LinkType type = shape.type();
    String otherId = type.ownedBySource() ? link.getTargetId() : link.getSourceId();
    facts.add(fact(key(type.other(), otherId), kind, event, type.id(), type.other(), otherId));
    if (type.cardinality() == Cardinality.ONE_TO_ONE) {
      String shared = SHARED + Ids.derive("link", type.id(), otherId);
      facts.add(fact(shared, holding, event, type.id(), type.other(), otherId));
    }
  }

  /** Of the values on one side those that the other lacks. */
  private static void values(
      ObjectEvent event,
      FactKind kind,
      Map<String, Object> values,
      Map<String, Object> others,
      List<ObjectFact> facts) {
    values.forEach(
        (name, value) -> {
          if (!Objects.equals(value, others.get(name))) {
            String shared =
                SHARED + Ids.derive("value", event.getObjectType(), name, ValueOrder.rank(value));
            facts.add(fact(shared, kind, event, name, event.getObjectType(), ""));
          }
        });
  }

  private static ObjectFact fact(
      String key,
      FactKind kind,
      ObjectEvent event,
      String subject,
      String otherType,
      String otherId) {
    Instant at = event.getRecordedAt();
    return new ObjectFact(
        key, kind, event.getObjectType(), event.getObjectId(), subject, otherType, otherId, at);
  }

  private static String key(String objectType, String objectId) {
    return objectType + "/" + objectId;
  }
}
