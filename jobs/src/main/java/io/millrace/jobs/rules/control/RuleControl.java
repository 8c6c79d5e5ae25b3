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
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The versions of all rules in one subtask, and from when on each judges (ADR 0018). What stands in
 * the control topic at the start is taken before the first event, with all versions that it still
 * holds, and the broadcast stream adds what is newer. State keeps the versions that an event may
 * still need which the topic may have lost.
 */
public final class RuleControl {
  private final DefinitionCompiler<Rule> compiler;
  private final RuleEngine engine;
  private final Predicate<Rule> here;
  private final VersionState versions;
  private final Map<String, Standing> standings = new LinkedHashMap<>();
  private final Set<String> moved = new HashSet<>();
  private final Groups groups = new Groups();
  private final CompositeFeed composites = new CompositeFeed();

  /**
   * @param here which rules the engine is to judge
   */
  public RuleControl(
      DefinitionCompiler<Rule> compiler,
      RuleEngine engine,
      Predicate<Rule> here,
      VersionState versions) {
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
    for (Definition definition : versions.all()) {
      apply(record(definition));
    }
    Map<String, List<ControlRecord>> bySlot = new LinkedHashMap<>();
    topic.stream()
        .filter(record -> record.unreadable() == null)
        .forEach(r -> bySlot.computeIfAbsent(r.id(), slot -> new ArrayList<>()).add(r));
    for (List<ControlRecord> all : bySlot.values()) {
      int first = Math.max(0, all.size() - VersionState.KEPT);
      for (ControlRecord record : all.subList(first, all.size())) {
        apply(record);
      }
    }
    for (Standing standing : List.copyOf(standings.values())) {
      if (standing.active() && !bySlot.containsKey(standing.reception().record().id())) {
        // The topic, made anew or long compacted, says nothing of it any more.
        remove(standing.reception().record(), standing, now);
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
    versions.forgetBefore(receivedAt, swept).forEach(engine::release);
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
    if (known != null && last != null && !known.isFollowedBy(definition)) {
      if (definition.getVersion() == last.getVersion()) {
        Reception again = new Reception(record, last.getVersion(), known.reception().outcome());
        standings.put(record.id(), new Standing(again, last, known.rule()));
      }
      return;
    }
    Definition timed = EffectiveTime.of(definition, record);
    if (timed.getState() != DefinitionState.ACTIVE) {
      engine.remove(record.id(), EffectiveTime.from(timed));
      stand(record, timed, new Outcome.Removed(), before == null ? null : before.rule());
      return;
    }
    try {
      Rule rule = compiler.compile(timed);
      offer(record.id(), rule, known == null);
      if (before != null && before.movesTo(rule)) {
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
    Definition definition = Objects.requireNonNull(record.definition());
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

  private void remove(ControlRecord record, Standing before, long at) throws Exception {
    Definition gone =
        Definition.newBuilder(Objects.requireNonNull(before.definition()))
            .setState(DefinitionState.REMOVED)
            .setEffectiveAt(Instant.ofEpochMilli(at))
            .build();
    engine.remove(record.id(), at);
    stand(record, gone, new Outcome.Removed(), before.rule());
  }

  private void stand(
      ControlRecord record, Definition definition, Outcome outcome, @Nullable Rule rule)
      throws Exception {
    versions.keep(definition);
    Reception reception = new Reception(record, definition.getVersion(), outcome);
    standings.put(record.id(), new Standing(reception, definition, rule));
  }

  /** What state kept, as if it came by the topic before all that the topic holds. */
  private static ControlRecord record(Definition definition) {
    return new ControlRecord("rule-versions", 0, -1, 0, definition.getId(), definition, null);
  }
}
