package io.millrace.jobs.runtime.definition;

import io.millrace.schemas.avro.Definition;
import io.millrace.udfs.definition.DefinitionCompiler;
import io.millrace.udfs.definition.DefinitionTable;
import io.millrace.udfs.definition.Outcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.state.BroadcastState;

/**
 * The definitions of one kind in one subtask. The control topic is the truth: what stands in it at
 * the start is taken at once, and the broadcast stream, which may begin before that, only adds what
 * is newer. State keeps the last good version, for of a broken one the compacted topic has no
 * predecessor any more.
 */
public final class DefinitionControl<T> {
  private final DefinitionTable<T> table;
  private final BroadcastState<String, Definition> lastGood;
  private final Map<String, Standing> standings = new HashMap<>();

  /** The record that decides about an id, and what became of it. */
  private record Standing(long offset, Reception reception) {}

  public DefinitionControl(
      DefinitionCompiler<T> compiler, BroadcastState<String, Definition> lastGood) {
    this.table = new DefinitionTable<>(compiler);
    this.lastGood = lastGood;
  }

  /** What is in force, compiled. */
  public DefinitionTable<T> table() {
    return table;
  }

  /** Takes what stands in the topic; to be called once, before any event. */
  public void prime(List<ControlRecord> snapshot) throws Exception {
    for (ControlRecord record : snapshot) {
      Definition good = lastGood.get(record.id());
      Definition now = record.definition();
      if (good != null && now != null && good.getVersion() < now.getVersion()) {
        table.apply(good);
      }
      apply(record);
    }
  }

  /**
   * Takes a record of the broadcast stream.
   *
   * @return what became of the definition, empty if the record is not the one that decides about it
   */
  public Optional<Reception> receive(ControlRecord record) throws Exception {
    if (record.unreadable() != null) {
      return Optional.empty();
    }
    Standing known = standings.get(record.id());
    if (known == null || record.offset() > known.offset()) {
      apply(record);
      known = standings.get(record.id());
    }
    if (known == null || known.offset() != record.offset()) {
      return Optional.empty();
    }
    remember(record, known.reception().outcome());
    return Optional.of(known.reception());
  }

  private void apply(ControlRecord record) {
    Definition definition = record.definition();
    if (definition == null) {
      table.forget(record.id());
      Standing before = standings.get(record.id());
      long version = before == null ? 0 : before.reception().version();
      stand(record, new Reception(version, new Outcome.Removed()));
      return;
    }
    Outcome outcome = table.apply(definition);
    if (!(outcome instanceof Outcome.Stale)) {
      stand(record, new Reception(definition.getVersion(), outcome));
    }
  }

  private void stand(ControlRecord record, Reception reception) {
    standings.put(record.id(), new Standing(record.offset(), reception));
  }

  private void remember(ControlRecord record, Outcome outcome) throws Exception {
    if (outcome instanceof Outcome.Removed) {
      lastGood.remove(record.id());
    } else if (outcome instanceof Outcome.InForce && record.definition() != null) {
      lastGood.put(record.id(), record.definition());
    }
  }
}
