package io.millrace.jobs.runtime.definition;

import io.millrace.schemas.avro.Definition;
import io.millrace.udfs.definition.DefinitionCompiler;
import io.millrace.udfs.definition.DefinitionTable;
import io.millrace.udfs.definition.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.OperatorStateStore;

/**
 * The definitions of one kind in one subtask. The control topic is the truth: what stands in it at
 * the start is taken at once, and the broadcast stream, which may begin before that, only adds what
 * is newer. State keeps the last good version, for of a broken one the compacted topic has no
 * predecessor any more; it keeps it with all that it takes over from others, which may change too.
 */
public final class DefinitionControl<T> {
  private final DefinitionTable<T> table;
  private final BroadcastState<String, Definition> lastGood;

  /** By id, the record that decides about it and what became of that. */
  private final Map<String, Reception> standings = new HashMap<>();

  public DefinitionControl(
      DefinitionCompiler<T> compiler, BroadcastState<String, Definition> lastGood) {
    this.table = new DefinitionTable<>(compiler);
    this.lastGood = lastGood;
  }

  /** With the state that this topic's definitions have. */
  public static <T> DefinitionControl<T> of(
      ControlTopic topic, DefinitionCompiler<T> compiler, OperatorStateStore state)
      throws Exception {
    return new DefinitionControl<>(compiler, state.getBroadcastState(topic.lastGood()));
  }

  /** What is in force, compiled. */
  public DefinitionTable<T> table() {
    return table;
  }

  /** Takes what stands in the topic, in any order; to be called once, before any event. */
  public void prime(List<ControlRecord> snapshot) throws Exception {
    snapshot.forEach(this::apply);
    settle();
    for (ControlRecord record : snapshot) {
      Reception standing = standings.get(record.id());
      Definition good = lastGood.get(record.id());
      if (good != null && standing != null && setAside(standing.outcome())) {
        table.restore(good);
      }
    }
    settle();
  }

  /**
   * Takes a record of the broadcast stream.
   *
   * @return what became of the definition, and after it of all that are built upon it; empty if the
   *     record is not the one that decides about it
   */
  public List<Reception> receive(ControlRecord record) throws Exception {
    if (record.unreadable() != null) {
      return List.of();
    }
    List<Reception> receptions = new ArrayList<>();
    Reception known = standings.get(record.id());
    if (known == null || record.offset() > known.record().offset()) {
      apply(record);
      known = standings.get(record.id());
      receptions.addAll(settle());
    }
    if (known != null && known.record().offset() == record.offset()) {
      receptions.add(0, known);
    }
    for (Reception reception : receptions) {
      remember(reception);
    }
    return receptions;
  }

  private void apply(ControlRecord record) {
    Definition definition = record.definition();
    if (definition == null) {
      table.forget(record.id());
      Reception before = standings.get(record.id());
      long version = before == null ? 0 : before.version();
      stand(new Reception(record, version, new Outcome.Removed()));
      return;
    }
    Outcome outcome = table.apply(definition);
    if (!(outcome instanceof Outcome.Stale)) {
      stand(new Reception(record, definition.getVersion(), outcome));
    }
  }

  /** Those that are built upon what changed. */
  private List<Reception> settle() {
    List<Reception> receptions = new ArrayList<>();
    table
        .settle()
        .forEach(
            (id, outcome) -> {
              Reception before = standings.get(id);
              if (before != null) {
                Reception now = new Reception(before.record(), before.version(), outcome);
                stand(now);
                receptions.add(now);
              }
            });
    return receptions;
  }

  private void stand(Reception reception) {
    standings.put(reception.record().id(), reception);
  }

  private static boolean setAside(Outcome outcome) {
    return outcome instanceof Outcome.Rejected || outcome instanceof Outcome.Waiting;
  }

  private void remember(Reception reception) throws Exception {
    String id = reception.record().id();
    Definition resolved = table.resolved(id);
    if (reception.outcome() instanceof Outcome.Removed) {
      lastGood.remove(id);
    } else if (reception.outcome() instanceof Outcome.InForce && resolved != null) {
      lastGood.put(id, resolved);
    }
  }
}
