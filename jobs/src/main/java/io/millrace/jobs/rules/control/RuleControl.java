package io.millrace.jobs.rules.control;

import io.millrace.jobs.runtime.definition.ControlRecord;
import io.millrace.jobs.runtime.definition.Reception;
import io.millrace.schemas.avro.Definition;
import io.millrace.schemas.avro.DefinitionState;
import io.millrace.udfs.definition.DefinitionCompiler;
import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.definition.Outcome;
import io.millrace.udfs.rules.Rule;
import io.millrace.udfs.rules.RuleEngine;
import io.millrace.udfs.rules.composite.CompositeFeed;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.jspecify.annotations.Nullable;

/**
 * The versions of all rules in one subtask, and from when on each judges (ADR 0018). What stands in
 * the control topic at the start is taken before the first event, with all versions that it still
 * holds, and the broadcast stream adds what is newer. State keeps the versions that an event may
 * still need which the topic may have lost.
 */
public final class RuleControl {
  /** Broadcast state: every version that may still be needed, by slot and version. */
  public static final MapStateDescriptor<String, Definition> VERSIONS =
      new MapStateDescriptor<>("rule-versions", Types.STRING, new AvroTypeInfo<>(Definition.class));

  /**
   * A version that came late, for Kafka was not there when it was saved, judges from this long
   * after Kafka got it: so the job has it before the first event that it is to judge.
   */
  static final long SLACK_MILLIS = 250;

  private static final Comparator<Definition> OLDEST_FIRST =
      Comparator.comparingLong(Definition::getVersion).thenComparing(Definition::getState);

  /** Versions of one rule that are read again at a start; the engine holds no more. */
  private static final int KEPT = 16;

  private final DefinitionCompiler<Rule> compiler;
  private final RuleEngine engine;
  private final Predicate<Rule> here;
  private final BroadcastState<String, Definition> versions;
  private final Map<String, Standing> standings = new LinkedHashMap<>();
  private final Map<String, Deque<String>> kept = new HashMap<>();
  private final Set<String> moved = new HashSet<>();
  private final Groups groups = new Groups();
  private final CompositeFeed composites = new CompositeFeed();

  /**
   * The newest that is known of a rule.
   *
   * @param definition as it is in force or out of force, with its time; null for what never was
   * @param rule its last good version, even where it is out of force; null for what never was
   */
  public record Standing(
      Reception reception, @Nullable Definition definition, @Nullable Rule rule) {
    /** Whether a version judges, or will. */
    public boolean active() {
      return rule != null && definition != null && definition.getState() == DefinitionState.ACTIVE;
    }

    /** Time of reception from which on it holds: epoch milliseconds. */
    public long from() {
      Instant at = definition == null ? null : definition.getEffectiveAt();
      return at == null ? Long.MIN_VALUE : at.toEpochMilli();
    }
  }

  /**
   * @param here which rules the engine is to judge
   */
  public RuleControl(
      DefinitionCompiler<Rule> compiler,
      RuleEngine engine,
      Predicate<Rule> here,
      BroadcastState<String, Definition> versions) {
    this.compiler = compiler;
    this.here = here;
    this.engine = engine;
    this.versions = versions;
  }

  /**
   * Takes what was known at the last checkpoint, and then what stands in the topic; to be called
   * once, before any event.
   *
   * @param topic records in the order of the topic
   * @param now for rules that left the topic unseen: epoch milliseconds
   */
  public void prime(List<ControlRecord> topic, long now) throws Exception {
    List<Definition> known = new ArrayList<>();
    versions.immutableEntries().forEach(entry -> known.add(entry.getValue()));
    known.sort(OLDEST_FIRST);
    for (Definition definition : known) {
      apply(record(definition, -1));
    }
    Map<String, List<ControlRecord>> bySlot = new LinkedHashMap<>();
    for (ControlRecord record : topic) {
      if (record.unreadable() == null) {
        bySlot.computeIfAbsent(record.id(), slot -> new ArrayList<>()).add(record);
      }
    }
    for (List<ControlRecord> records : bySlot.values()) {
      for (ControlRecord record :
          records.subList(Math.max(0, records.size() - KEPT), records.size())) {
        apply(record);
      }
    }
    for (Standing standing : List.copyOf(standings.values())) {
      if (standing.active() && !bySlot.containsKey(standing.reception().record().id())) {
        vanished(standing, now);
      }
    }
  }

  /**
   * Takes a record of the broadcast stream.
   *
   * @return what is known of the rule now; null if the record is not the one that decides about it
   */
  public @Nullable Standing receive(ControlRecord record) throws Exception {
    if (record.unreadable() != null) {
      return null;
    }
    Standing before = standings.get(record.id());
    if (before == null || record.offset() > before.reception().record().offset()) {
      apply(record);
    }
    Standing now = standings.get(record.id());
    boolean decides = now != null && now.reception().record().offset() == record.offset();
    return decides ? now : null;
  }

  /** What is known of a rule, null for nothing. */
  public @Nullable Standing standing(String slot) {
    return standings.get(slot);
  }

  /** What is known of all rules, those that were removed too. */
  public Collection<Standing> standings() {
    return standings.values();
  }

  /** Whether keys may remember something of a rule that none of its events will ever end. */
  public boolean leavesOrphans(String slot) {
    Standing standing = standings.get(slot);
    return standing != null
        && standing.rule() != null
        && (!standing.active() || moved.contains(slot));
  }

  /** By what else than their object events are grouped. */
  public Groups groups() {
    return groups;
  }

  /** Which alerts composite rules listen to. */
  public CompositeFeed composites() {
    return composites;
  }

  /** Rules that are in force, or will be. */
  public List<Rule> rules() {
    List<Rule> rules = new ArrayList<>();
    for (Standing standing : standings.values()) {
      Rule rule = standing.rule();
      if (rule != null && standing.active()) {
        rules.add(rule);
      }
    }
    return rules;
  }

  /**
   * Forgets versions that judge nothing that was received from a time on, and with them rules that
   * were removed before.
   *
   * @param receivedAt epoch milliseconds
   * @param swept slots of removed rules of which no key remembers anything
   */
  public void forgetBefore(long receivedAt, Set<String> swept) throws Exception {
    engine.forgetBefore(receivedAt);
    Map<String, List<Definition>> bySlot = new HashMap<>();
    versions
        .immutableEntries()
        .forEach(
            entry ->
                bySlot
                    .computeIfAbsent(entry.getValue().getId(), slot -> new ArrayList<>())
                    .add(entry.getValue()));
    for (Map.Entry<String, List<Definition>> rule : bySlot.entrySet()) {
      List<Definition> old = rule.getValue();
      old.sort(OLDEST_FIRST);
      Definition newest = old.get(old.size() - 1);
      boolean gone =
          newest.getState() != DefinitionState.ACTIVE
              && from(newest) <= receivedAt
              && swept.contains(rule.getKey());
      if (gone) {
        engine.release(rule.getKey());
      }
      for (Definition needless : old.subList(0, gone ? old.size() : needless(old, receivedAt))) {
        String key = key(needless);
        versions.remove(key);
        kept.getOrDefault(rule.getKey(), new ArrayDeque<>()).remove(key);
      }
    }
  }

  /** How many of the oldest are not needed; of a removed rule the last version is, to end it. */
  private static int needless(List<Definition> ofRule, long receivedAt) {
    int first = Math.max(0, ofRule.size() - KEPT);
    int last = ofRule.get(ofRule.size() - 1).getState() == DefinitionState.ACTIVE ? 1 : 2;
    while (first + last < ofRule.size() && from(ofRule.get(first + 1)) <= receivedAt) {
      first++;
    }
    return first;
  }

  private void apply(ControlRecord record) throws Exception {
    Standing before = standings.get(record.id());
    Definition definition = record.definition();
    if (definition == null) {
      tombstone(record, before);
      return;
    }
    // After a tombstone versions may start anew.
    Standing known = before == null || before.reception().record().tombstone() ? null : before;
    Definition last = known == null ? null : known.definition();
    if (known != null && last != null && definition.getVersion() <= last.getVersion()) {
      if (definition.getVersion() == last.getVersion()) {
        Reception again = new Reception(record, last.getVersion(), known.reception().outcome());
        standings.put(record.id(), new Standing(again, last, known.rule()));
      }
      return;
    }
    Definition timed = timed(definition, record);
    if (timed.getState() != DefinitionState.ACTIVE) {
      engine.remove(record.id(), from(timed));
      stand(record, timed, new Outcome.Removed(), before == null ? null : before.rule());
      return;
    }
    try {
      Rule rule = compiler.compile(timed);
      offer(record.id(), rule, known == null);
      Rule old = before == null ? null : before.rule();
      if (old != null && !concernsTheSame(old, rule)) {
        moved.add(record.id());
      }
      groups.add(rule);
      composites.put(rule);
      stand(record, timed, new Outcome.InForce(), rule);
    } catch (DefinitionException e) {
      refuse(record, before, e);
    }
  }

  /** A rule that is judged in another stage is none here, from its time on. */
  private void offer(String slot, Rule rule, boolean anew) {
    if (!here.test(rule)) {
      engine.remove(slot, rule.head().effectiveAt());
    } else if (!engine.put(rule) && anew) {
      engine.release(slot);
      engine.put(rule);
    }
  }

  /** The last good version stays in force. */
  private void refuse(ControlRecord record, @Nullable Standing before, DefinitionException e) {
    Definition definition = java.util.Objects.requireNonNull(record.definition());
    Reception rejected =
        new Reception(record, definition.getVersion(), new Outcome.Rejected(e.problems()));
    standings.put(
        record.id(),
        before == null
            ? new Standing(rejected, null, null)
            : new Standing(rejected, before.definition(), before.rule()));
  }

  /** It follows the record that removed the rule; where it stands alone it removes it itself. */
  private void tombstone(ControlRecord record, @Nullable Standing before) throws Exception {
    if (before == null || !before.active()) {
      long version = before == null ? 0 : before.reception().version();
      Reception removed = new Reception(record, version, new Outcome.Removed());
      standings.put(
          record.id(),
          before == null
              ? new Standing(removed, null, null)
              : new Standing(removed, before.definition(), before.rule()));
      return;
    }
    remove(record, before, record.timestamp());
  }

  /** A rule of which the topic, made anew or long compacted, says nothing any more. */
  private void vanished(Standing standing, long now) throws Exception {
    remove(standing.reception().record(), standing, now);
  }

  private void remove(ControlRecord record, Standing before, long at) throws Exception {
    Definition gone =
        Definition.newBuilder(java.util.Objects.requireNonNull(before.definition()))
            .setState(DefinitionState.REMOVED)
            .setEffectiveAt(Instant.ofEpochMilli(at))
            .build();
    engine.remove(record.id(), at);
    stand(record, gone, new Outcome.Removed(), before.rule());
  }

  private void stand(
      ControlRecord record, Definition definition, Outcome outcome, @Nullable Rule rule)
      throws Exception {
    keep(definition);
    Reception reception = new Reception(record, definition.getVersion(), outcome);
    standings.put(record.id(), new Standing(reception, definition, rule));
  }

  private void keep(Definition definition) throws Exception {
    String key = key(definition);
    versions.put(key, definition);
    Deque<String> known = kept.computeIfAbsent(definition.getId(), slot -> new ArrayDeque<>());
    if (!known.contains(key)) {
      known.addLast(key);
    }
    while (known.size() > KEPT) {
      versions.remove(known.removeFirst());
    }
  }

  private static boolean concernsTheSame(Rule old, Rule rule) {
    return old.head().objectType().equals(rule.head().objectType())
        && old.head().group().equals(rule.head().group())
        && old.head().kind().equals(rule.head().kind());
  }

  private static Definition timed(Definition definition, ControlRecord record) {
    Instant at = definition.getEffectiveAt();
    Instant earliest = Instant.ofEpochMilli(record.timestamp() + SLACK_MILLIS);
    return at == null || record.offset() < 0 || !at.isBefore(earliest)
        ? definition
        : Definition.newBuilder(definition).setEffectiveAt(earliest).build();
  }

  private static long from(Definition definition) {
    Instant at = definition.getEffectiveAt();
    return at == null ? Long.MIN_VALUE : at.toEpochMilli();
  }

  /** What state kept, as if it came by the topic before all that the topic holds. */
  private static ControlRecord record(Definition definition, long offset) {
    return new ControlRecord("rule-versions", 0, offset, 0, definition.getId(), definition, null);
  }

  private static String key(Definition definition) {
    String version = definition.getId() + "@" + definition.getVersion();
    return definition.getState() == DefinitionState.ACTIVE ? version : version + "-";
  }
}
