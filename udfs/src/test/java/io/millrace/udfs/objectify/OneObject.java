package io.millrace.udfs.objectify;

import io.millrace.schemas.avro.EditOutcome;
import io.millrace.schemas.avro.ObjectEdit;
import io.millrace.schemas.avro.ObjectEvent;
import io.millrace.schemas.avro.ObjectSaid;
import io.millrace.schemas.avro.Observation;
import io.millrace.schemas.avro.VersionEnd;
import io.millrace.udfs.Given;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One object in the hands of a test; its state goes through bytes after each step. */
final class OneObject implements LinkStore {
  private Model model;
  private final Map<String, byte[]> links = new TreeMap<>();
  private final Map<String, VersionEnd> ends = new HashMap<>();
  private final List<ObjectEvent> events = new ArrayList<>();
  private byte @Nullable [] state;

  OneObject(Model model) {
    this.model = model;
  }

  OneObject observed(Observation... observations) {
    for (Observation observation : observations) {
      said(ObservationSaid.of(observation));
    }
    return this;
  }

  OneObject said(ObjectSaid... all) {
    for (ObjectSaid said : all) {
      String mapping = said.getBy().getSource().split("/")[0];
      ObjectSaid left = SaidCheck.of(said, model).said();
      ObjectMemory memory = memory();
      events.addAll(new Objectifier(model).say(memory, left, ends.get(mapping)));
      keep(memory);
    }
    return this;
  }

  OneObject end(VersionEnd end) {
    ends.merge(end.getMappingId(), end, (a, b) -> a.getVersion() > b.getVersion() ? a : b);
    if (state != null) {
      ObjectMemory memory = memory();
      events.addAll(new Objectifier(model).end(memory, end));
      keep(memory);
    }
    return this;
  }

  /** Another version of the ontology holds from here on. */
  OneObject follow(Model changed, OntologyChange change) {
    model = changed;
    ObjectMemory memory = memory();
    events.addAll(new Objectifier(model).follow(memory, change));
    if (memory.changed()) {
      keep(memory);
    }
    return this;
  }

  EditOutcome edit(ObjectEdit edit) {
    ObjectMemory memory = memory();
    EditResult result = new Editor(model).apply(memory, edit, Given.NOON);
    if (result.applied()) {
      events.addAll(result.events());
      keep(memory);
    }
    return result.outcome();
  }

  List<ObjectEvent> events() {
    return events;
  }

  ObjectEvent last() {
    return events.get(events.size() - 1);
  }

  Told told() {
    return Told.of(events);
  }

  /** What wins now, by property and link, with its cause. */
  Map<String, String> winners() {
    ObjectMemory memory = memory();
    Map<String, String> winners = new TreeMap<>();
    memory.properties.forEach((name, register) -> winner(memory, name, name, register, winners));
    memory.links.forEach((name, register) -> winner(memory, name, name, register, winners));
    memory.sets.all().forEach((key, r) -> winner(memory, SetLinks.linkType(key), key, r, winners));
    return winners;
  }

  private void winner(
      ObjectMemory memory,
      String name,
      String key,
      Register register,
      Map<String, String> winners) {
    Policy policy = model.type("machine").policy(name);
    Claim winner = register.winner(policy, memory.lost());
    if (winner != null) {
      winners.put(key, winner.value() + " by " + Statements.cause(winner.by()));
    }
  }

  ObjectMemory memory() {
    return ObjectMemory.read("machine", "m1", state, this);
  }

  private void keep(ObjectMemory memory) {
    state = memory.write();
  }

  /** Of the state. */
  int bytes() {
    return (state == null ? 0 : state.length)
        + links.values().stream().mapToInt(bytes -> bytes.length).sum();
  }

  @Override
  public byte @Nullable [] get(String key) {
    return links.get(key);
  }

  @Override
  public void put(String key, byte[] link) {
    links.put(key, link);
  }

  @Override
  public void remove(String key) {
    links.remove(key);
  }

  @Override
  public Iterable<String> keys() {
    return List.copyOf(links.keySet());
  }
}
