package io.millrace.jobs.rules;

import io.millrace.jobs.rules.catalogue.CatalogueEntry;
import io.millrace.jobs.rules.catalogue.Members;
import io.millrace.jobs.rules.control.RuleControl;
import io.millrace.jobs.rules.control.Standing;
import io.millrace.jobs.rules.control.VersionState;
import io.millrace.schemas.avro.Definition;
import io.millrace.udfs.rules.Expected;
import io.millrace.udfs.rules.Key;
import io.millrace.udfs.rules.Rule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * What a subtask does about the catalogue (ADR 0023): it keeps who is expected of each of its keys,
 * tells the rules that wait for events, tells those again that are saved later, and hands entries
 * on to the keys that rules group them under.
 */
final class CatalogueDesk {
  /** Entries of the catalogue on their way to groups. */
  static final OutputTag<Steering> EXPECTED = new OutputTag<>("expected", Steering.type());

  /** So long after it took effect all subtasks have a version, and what came before is judged. */
  private static final long SETTLE_MILLIS = 1000;

  /** When versions took effect that not all keys have been told of; all subtasks see all. */
  private static final ListStateDescriptor<Long> PENDING =
      new ListStateDescriptor<>("catalogue-pending", Types.LONG);

  private final RuleOperator<?> operator;
  private final RuleControl control;
  private final CatalogueGroups groups;
  private final Set<String> restored;
  private final ListState<Long> kept;
  private final SortedSet<Long> pending = new TreeSet<>();
  private @Nullable Members members;
  private boolean timeKnown;
  private boolean telling;

  /** Some key may have entries that its rules have not been told of. */
  private boolean waiting = true;

  /**
   * @param restored names of the versions that were known at the last checkpoint
   */
  CatalogueDesk(
      RuleOperator<?> operator,
      RuleControl control,
      Set<String> restored,
      StateInitializationContext context)
      throws Exception {
    this.operator = operator;
    this.control = control;
    this.groups = new CatalogueGroups(control);
    this.restored = restored;
    this.kept = context.getOperatorStateStore().getUnionListState(PENDING);
    kept.get().forEach(pending::add);
  }

  /** What is known of a rule from the start. */
  void primed(Standing standing) {
    Definition definition = standing.definition();
    if (definition != null && !restored.contains(VersionState.name(definition))) {
      changed(standing);
    }
  }

  /** A rule has changed. */
  void changed(Standing standing) {
    Rule rule = standing.rule();
    groups.changed();
    if (rule == null || operator.of() == Stage.ALERTS) {
      return;
    }
    boolean here = operator.of() != Stage.OBJECTS || standing.active();
    boolean orphans =
        operator.of() == Stage.GROUPS && control.leavesOrphans(standing.reception().record().id());
    if (orphans || here && rule.process().expects()) {
      pending.add(standing.from());
    }
  }

  /** Takes an entry of the present key. */
  void receive(CatalogueEntry entry) throws Exception {
    if (entry.still()) {
      expect(entry);
    } else {
      drop(entry);
    }
  }

  private void expect(CatalogueEntry entry) throws Exception {
    CatalogueEntry before = members().get(entry.member());
    if (before == null && !timeKnown) {
      members().putOff(entry);
      waiting = true;
      return;
    }
    CatalogueEntry now = before == null ? entry : entry.since(before.since());
    if (now.equals(before)) {
      return;
    }
    members().put(now);
    if (before == null) {
      operator.coldKeys().expect(List.of(now.expected(true)), Long.MIN_VALUE);
    }
    route(before, now, entry.since());
  }

  private void drop(CatalogueEntry entry) throws Exception {
    CatalogueEntry before = members().get(entry.member());
    members().remove(entry.member());
    if (before != null) {
      CatalogueEntry gone = before.gone(entry.since());
      operator.coldKeys().expect(List.of(gone.expected(!members().isEmpty())), Long.MIN_VALUE);
      route(before, gone, entry.since());
    }
  }

  /**
   * An object joins groups, and leaves those that none of its devices puts it into any more.
   *
   * @param at when it does so: epoch milliseconds
   */
  private void route(@Nullable CatalogueEntry before, CatalogueEntry now, long at)
      throws Exception {
    if (operator.of() != Stage.OBJECTS) {
      return;
    }
    Set<Key> left = new HashSet<>(before == null ? List.of() : groups.of(before));
    for (CatalogueEntry each : members().all()) {
      left.removeAll(groups.of(each));
    }
    for (Key group : left) {
      hand(group, now.gone(at));
    }
    if (now.still()) {
      groups.of(now).forEach(group -> hand(group, now.since(at)));
    }
  }

  private void hand(Key group, CatalogueEntry entry) {
    operator.side(EXPECTED, Steering.of(StateKeys.group(group), entry.ofGroup()));
  }

  /** Event time has begun: what came before is told. */
  void timeGoesOn() throws Exception {
    if (timeKnown || operator.of() == Stage.ALERTS) {
      return;
    }
    timeKnown = true;
    operator
        .coldKeys()
        .visit(
            Members.UNTOLD.getName(),
            key -> {
              for (CatalogueEntry entry : members().untold()) {
                receive(entry);
              }
            },
            () -> waiting = false);
  }

  /** Tells versions that took effect to all keys; to be called every second. */
  void tick() throws Exception {
    long settled = operator.now() - SETTLE_MILLIS;
    if (!timeKnown || telling || pending.isEmpty() || pending.first() > settled) {
      return;
    }
    telling = true;
    List<Long> due = List.copyOf(pending.headSet(settled + 1));
    long after = due.get(0) == Long.MIN_VALUE ? Long.MIN_VALUE : due.get(0) - 1;
    operator
        .coldKeys()
        .visit(
            Members.TOLD.getName(),
            key -> tell(key, after),
            () -> {
              telling = false;
              due.forEach(pending::remove);
            });
  }

  private void tell(String key, long after) throws Exception {
    if (operator.of() == Stage.GROUPS && !groups.has(StateKeys.key(key))) {
      members().clear();
      return;
    }
    List<Expected> expected = new ArrayList<>();
    for (CatalogueEntry entry : members().all()) {
      expected.add(entry.expected(true));
      if (operator.of() == Stage.OBJECTS) {
        groups.of(entry).forEach(group -> hand(group, entry));
      }
    }
    operator.coldKeys().expect(expected, after);
  }

  /** Whether something is expected though event time has not begun. */
  boolean waiting() {
    if (timeKnown || !waiting || operator.of() == Stage.ALERTS) {
      return false;
    }
    KeyedStateBackend<String> backend = operator.getKeyedStateBackend();
    try (Stream<String> keys = backend.getKeys(Members.UNTOLD.getName(), VoidNamespace.INSTANCE)) {
      waiting = keys.findFirst().isPresent();
    }
    return waiting && control.rules().stream().anyMatch(rule -> rule.process().expects());
  }

  void snapshot() throws Exception {
    kept.update(List.copyOf(pending));
  }

  /** Made when it is needed first: a job without a catalogue pays nothing for it. */
  private Members members() {
    Members known = members;
    if (known == null) {
      known = new Members(operator.getRuntimeContext());
      members = known;
    }
    return known;
  }
}
