package io.millrace.udfs.objectify.trial;

import io.millrace.schemas.avro.DatasetRow;
import io.millrace.schemas.avro.ObjectEvent;
import io.millrace.schemas.avro.ObjectFinding;
import io.millrace.schemas.avro.ObjectSaid;
import io.millrace.schemas.avro.Origin;
import io.millrace.udfs.mapping.Refusal;
import io.millrace.udfs.objectify.Facts;
import io.millrace.udfs.objectify.Model;
import io.millrace.udfs.objectify.ObjectMemory;
import io.millrace.udfs.objectify.Objectifier;
import io.millrace.udfs.objectify.RefusedValue;
import io.millrace.udfs.objectify.SaidCheck;
import io.millrace.udfs.objectify.mapping.ObjectMapping;
import io.millrace.udfs.objectify.mapping.ObjectMappings;
import io.millrace.udfs.ontology.Ontology;
import io.millrace.udfs.ontology.instance.Shapes;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Makes objects and links of rows in memory, by the code that the objectify job runs: what comes of
 * tables before they are loaded. About 1 kB an object. Not safe for use by many threads.
 */
public final class ObjectTrial {
  private final ObjectMappings mappings;
  private final Model model;
  private final Objectifier objectifier;
  private final Facts facts;
  private final Consumer<ObjectEvent> events;
  private final Consumer<Refused> refusals;
  private final Map<String, KeptObject> objects = new HashMap<>();
  private final TrialJoins joins;
  private final KeptEnds ends = new KeptEnds();
  private final Tally tally = new Tally();

  /**
   * @param mappings as they would be in force, in the order of their ids
   * @param events takes each event of an object as it is told
   * @param refusals takes what the job would send to the dead letters
   */
  public ObjectTrial(
      Ontology ontology,
      Collection<ObjectMapping> mappings,
      Consumer<ObjectEvent> events,
      Consumer<Refused> refusals) {
    this.mappings = new ObjectMappings(mappings);
    this.joins = new TrialJoins(this.mappings.joinedTypes());
    this.model = new Model(Shapes.of(ontology), this.mappings.conflicts());
    this.objectifier = new Objectifier(model);
    this.facts = new Facts(model);
    this.events = events;
    this.refusals = refusals;
  }

  /** Takes a row of a data set. */
  public void take(DatasetRow row) {
    Origin place = new Origin(row.getDatasetId(), 0, row.getRow(), 0);
    ObjectMappings.Mapped mapped = mappings.map(row, place);
    take(row, mapped);
    mapped.joinings().forEach(begun -> take(row, joins.join(begun)));
  }

  private void take(DatasetRow row, ObjectMappings.Mapped mapped) {
    for (Refusal refusal : mapped.refusals()) {
      refusals.accept(refused(row, refusal));
    }
    mapped.said().forEach(said -> say(row, said));
  }

  private void say(DatasetRow row, ObjectSaid said) {
    SaidCheck.Result result = SaidCheck.of(said, model);
    for (RefusedValue value : result.refused()) {
      refusals.accept(refused(row, said, value));
    }
    if (result.said() == null) {
      return;
    }
    String key = said.getObjectType() + "/" + said.getObjectId();
    KeptObject object = objects.computeIfAbsent(key, unused -> new KeptObject());
    ObjectMemory memory = object.read(said.getObjectType(), said.getObjectId());
    Map<String, Object> before = facts.unique(memory);
    List<ObjectEvent> told = objectifier.say(memory, result.said(), null);
    if (memory.changed()) {
      object.write(memory);
    }
    for (ObjectEvent event : told) {
      tally.take(event);
      joins.take(event);
      events.accept(event);
    }
    facts.of(told, before, facts.unique(memory)).forEach(ends::take);
  }

  private static Refused refused(DatasetRow row, Refusal refusal) {
    return new Refused(
        Refused.MAP_ROWS,
        row.getDatasetId(),
        row.getRow(),
        String.valueOf(refusal.mappingId()),
        refusal.code().code(),
        refusal.path(),
        refusal.reason());
  }

  private static Refused refused(DatasetRow row, ObjectSaid said, RefusedValue value) {
    return new Refused(
        Refused.OBJECTIFY,
        row.getDatasetId(),
        row.getRow(),
        said.getBy().getDefinitionId(),
        value.code(),
        said.getObjectType() + "/" + said.getObjectId() + value.path(),
        value.reason());
  }

  /** How many objects there are, by type. */
  public Map<String, Long> objects() {
    return tally.objects();
  }

  /** How many links there are, those that dangle among them, by link type. */
  public Map<String, Long> links() {
    return tally.links();
  }

  /** What is wrong between objects as they are now. */
  public Collection<ObjectFinding> findings() {
    return ends.open();
  }
}
