package io.millrace.udfs.objectify.mapping;

import io.millrace.schemas.avro.DatasetRow;
import io.millrace.schemas.avro.DatasetRowKind;
import io.millrace.schemas.avro.ObjectSaid;
import io.millrace.schemas.avro.Observation;
import io.millrace.schemas.avro.Origin;
import io.millrace.schemas.avro.Statement;
import io.millrace.schemas.avro.VersionEnd;
import io.millrace.udfs.expression.Expression;
import io.millrace.udfs.format.RefusedException;
import io.millrace.udfs.mapping.ForEach;
import io.millrace.udfs.objectify.ObservationSaid;
import io.millrace.udfs.objectify.join.JoinSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A compiled object mapping: what the rows of a data set, or observations, say of objects.
 *
 * @param filter which of them count; null for all
 * @param priority against other mappings, where a property asks for that
 * @param vanished what becomes of rows that a later snapshot lacks
 * @param mark the property that says so; empty unless asked for
 * @param lookups tables for its expressions, by name
 * @param joins what is joined to each, by name
 * @param objects that it makes of each
 */
public record ObjectMapping(
    String id,
    long version,
    MappedFrom from,
    @Nullable Expression filter,
    int priority,
    Vanished vanished,
    String mark,
    Map<String, Object> lookups,
    List<JoinRule> joins,
    List<ObjectRule> objects) {

  /** The types that it makes objects of. */
  public Set<String> objectTypes() {
    return objects.stream().map(ObjectRule::type).collect(Collectors.toSet());
  }

  /** The types of objects that it joins. */
  public Set<String> joinedTypes() {
    return joins.stream()
        .map(rule -> rule.join().source())
        .filter(JoinSource.Objects.class::isInstance)
        .map(source -> ((JoinSource.Objects) source).type())
        .collect(Collectors.toSet());
  }

  /** The types that it makes links of. */
  public Set<String> linkTypes() {
    return objects.stream()
        .flatMap(rule -> rule.links().stream())
        .map(LinkRule::linkType)
        .collect(Collectors.toSet());
  }

  /** What a row says; nothing where it does not count. */
  public List<ObjectSaid> apply(DatasetRow row, Origin place) throws RefusedException {
    MappingScope scope = MappingScope.of(row, lookups);
    return counts(scope) ? apply(scope, maker(row, place, scope)) : List.of();
  }

  /** The same where something is joined; null where the row does not count. */
  @Nullable Joining join(DatasetRow row, Origin place) throws RefusedException {
    MappingScope scope = MappingScope.of(row, lookups);
    return counts(scope) ? joining(scope, maker(row, place, scope)) : null;
  }

  private Maker maker(DatasetRow row, Origin place, MappingScope scope) {
    return (rule, at, element) -> said(rule, at, element, row, place, scope);
  }

  /** What an observation says; nothing where it does not count. */
  public List<ObjectSaid> apply(Observation observation) throws RefusedException {
    MappingScope scope = MappingScope.of(observation, lookups);
    return counts(scope)
        ? apply(scope, (rule, at, element) -> said(rule, observation, scope))
        : List.of();
  }

  /** The same where something is joined; null where the observation does not count. */
  @Nullable Joining join(Observation observation) throws RefusedException {
    MappingScope scope = MappingScope.of(observation, lookups);
    return counts(scope)
        ? joining(scope, (rule, at, element) -> said(rule, observation, scope))
        : null;
  }

  private boolean counts(MappingScope scope) {
    return ObjectRule.holds(filter, scope);
  }

  private Joining joining(MappingScope scope, Maker maker) throws RefusedException {
    List<Joining.Asked> asked = new ArrayList<>(joins.size());
    for (JoinRule rule : joins) {
      try {
        asked.add(new Joining.Asked(rule.join(), rule.request(scope)));
      } catch (RefusedException e) {
        String path = "joins/" + rule.join().name() + "/" + e.path();
        throw new RefusedException(e.code(), path, String.valueOf(e.getMessage()));
      }
    }
    return new Joining(
        this,
        asked,
        joined -> {
          scope.join(joined);
          return apply(scope, maker);
        });
  }

  /** What the end of a version means here, or null where that is nothing. */
  public @Nullable VersionEnd end(DatasetRow end) {
    boolean snapshot = end.getMode() == io.millrace.schemas.avro.DatasetMode.SNAPSHOT;
    if (end.getKind() != DatasetRowKind.END || !snapshot || vanished == Vanished.KEEP) {
      return null;
    }
    return new VersionEnd(id, end.getDatasetId(), end.getVersion(), end.getLoadedAt(), mark);
  }

  @FunctionalInterface
  private interface Maker {
    ObjectSaid make(ObjectRule rule, int place, int element) throws RefusedException;
  }

  private List<ObjectSaid> apply(MappingScope scope, Maker maker) throws RefusedException {
    List<ObjectSaid> said = new ArrayList<>(objects.size());
    for (int i = 0; i < objects.size(); i++) {
      int place = i;
      ObjectRule rule = objects.get(i);
      ForEach each = rule.forEach();
      try {
        if (each != null) {
          each.run(scope, element -> add(maker, rule, place, element, scope, said));
        } else {
          add(maker, rule, place, 0, scope, said);
        }
      } catch (RefusedException e) {
        String path = "objects/" + place + (e.path().isEmpty() ? "" : "/" + e.path());
        throw new RefusedException(e.code(), path, String.valueOf(e.getMessage()));
      }
    }
    return said;
  }

  private static void add(
      Maker maker,
      ObjectRule rule,
      int place,
      int element,
      MappingScope scope,
      List<ObjectSaid> said)
      throws RefusedException {
    if (ObjectRule.holds(rule.when(), scope)) {
      said.add(maker.make(rule, place, element));
    }
  }

  private ObjectSaid said(
      ObjectRule rule, int at, int element, DatasetRow row, Origin place, MappingScope scope)
      throws RefusedException {
    Instant observedAt =
        rule.observedAt() == null ? row.getLoadedAt() : rule.observedAt().evaluate(scope);
    Map<String, Object> properties = ObjectRule.values(rule.properties(), scope);
    if (!mark.isEmpty()) {
      properties.put(mark, false);
    }
    return new ObjectSaid(
        rule.type(),
        key(rule).requiredId(scope),
        RowStatement.of(this, row, at, element, observedAt),
        properties,
        rule.linksOf(scope),
        place);
  }

  private static KeyRule key(ObjectRule rule) {
    KeyRule key = rule.key();
    if (key == null) {
      throw new IllegalStateException("Rows have no id of their own, so the reader demands a key");
    }
    return key;
  }

  private ObjectSaid said(ObjectRule rule, Observation observation, MappingScope scope)
      throws RefusedException {
    Statement by = ObservationSaid.statement(observation);
    by.setDefinitionId(id);
    by.setDefinitionVersion(version);
    by.setPriority(priority);
    if (rule.observedAt() != null) {
      by.setAt(rule.observedAt().evaluate(scope));
    }
    KeyRule key = rule.key();
    return new ObjectSaid(
        rule.type(),
        key == null ? observation.getObjectId() : key.requiredId(scope),
        by,
        new HashMap<>(ObjectRule.values(rule.properties(), scope)),
        rule.linksOf(scope),
        observation.getOrigin());
  }
}
