package io.millrace.jobs.objectify;

import io.millrace.jobs.runtime.state.KeySweep;
import io.millrace.udfs.objectify.OntologyChange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/**
 * Tells objects what a change of the ontology adds to them or takes from them: all objects of the
 * types that it touches, some at a time. Which change all have heard of stands in state, so what a
 * restart cuts off, and what changed while the job was down, is told after it.
 */
final class OntologyTelling {
  /** Under a key of each key group: by object type, the fingerprint of what all have heard. */
  private static final ValueStateDescriptor<Map<String, String>> HEARD =
      new ValueStateDescriptor<>("ontology-heard", Types.MAP(Types.STRING, Types.STRING));

  private final KeySweep.Host host;
  private final KeySweep sweep;
  private final Telling telling;
  private final ValueState<Map<String, String>> state;
  private final List<String> places;
  private final Map<String, String> heard = new HashMap<>();

  /** Grows with each change; a round of an earlier one has nothing more to tell. */
  private long round;

  /** The version that is told last. */
  private long version = -1;

  /** Tells the object of the present key. */
  @FunctionalInterface
  interface Telling {
    void tell(String key, OntologyChange change) throws Exception;
  }

  OntologyTelling(KeySweep.Host host, KeySweep sweep, RuntimeContext context, Telling telling) {
    this.host = host;
    this.sweep = sweep;
    this.telling = telling;
    this.state = context.getState(HEARD);
    this.places = places(context.getTaskInfo());
  }

  /** The keys of the key groups that are here. */
  private static List<String> places(TaskInfo task) {
    int groups = task.getMaxNumberOfParallelSubtasks();
    KeyGroupRange here =
        KeyGroupRangeAssignment.computeKeyGroupRangeForOperatorIndex(
            groups, task.getNumberOfParallelSubtasks(), task.getIndexOfThisSubtask());
    return KeyGroupKeys.of(groups).stream()
        .filter(key -> here.contains(KeyGroupRangeAssignment.assignToKeyGroup(key, groups)))
        .toList();
  }

  /** Learns what has been heard in all key groups; to be called once, before all else. */
  void restore() throws Exception {
    boolean first = true;
    for (String place : places) {
      host.setCurrentKey(place);
      Map<String, String> here = state.value() == null ? Map.of() : state.value();
      if (first) {
        heard.putAll(here);
      } else {
        heard.entrySet().removeIf(type -> !type.getValue().equals(here.get(type.getKey())));
      }
      first = false;
    }
  }

  /** Tells the ontology that is in force to the objects to which it is news. */
  void tell(ObjectifyDefinitions definitions) throws Exception {
    OntologyChange change = definitions.change();
    if (change.version() != version) {
      version = change.version();
      tell(change, definitions.fingerprints());
    }
  }

  private void tell(OntologyChange change, Map<String, String> fingerprints) throws Exception {
    Set<String> touched = new TreeSet<>();
    fingerprints.forEach(
        (type, print) -> {
          if (!print.equals(heard.get(type))) {
            touched.add(type);
          }
        });
    round++;
    long mine = round;
    if (!touched.isEmpty()) {
      // Some will have heard of this one: they need the next, though it may be as the last was.
      heard.keySet().removeAll(touched);
      write();
      sweep.start(
          ObjectStates.OBJECT.getName(),
          key -> visit(key, change, touched, mine),
          () -> done(fingerprints, mine));
    }
  }

  private void visit(String key, OntologyChange change, Set<String> touched, long mine)
      throws Exception {
    if (mine == round && touched.contains(ObjectInput.objectType(key))) {
      telling.tell(key, change);
    }
  }

  private void done(Map<String, String> fingerprints, long mine) throws Exception {
    if (mine != round) {
      return;
    }
    heard.clear();
    heard.putAll(fingerprints);
    write();
  }

  private void write() throws Exception {
    for (String place : places) {
      host.setCurrentKey(place);
      state.update(new HashMap<>(heard));
    }
  }
}
