package io.millrace.jobs.rules.control;

import io.millrace.schemas.avro.Definition;
import io.millrace.schemas.avro.DefinitionState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;

/** The versions of rules that an observation may still need, in Flink's state. */
public final class VersionState {
  /** Broadcast state: by slot, version and whether it is in force. */
  public static final MapStateDescriptor<String, Definition> VERSIONS =
      new MapStateDescriptor<>("rule-versions", Types.STRING, new AvroTypeInfo<>(Definition.class));

  /** Versions of one rule; the engine holds no more. */
  static final int KEPT = 16;

  private static final Comparator<Definition> OLDEST_FIRST =
      Comparator.comparingLong(Definition::getVersion).thenComparing(Definition::getState);

  private final BroadcastState<String, Definition> versions;
  private final Map<String, Deque<String>> keysBySlot = new HashMap<>();

  public VersionState(BroadcastState<String, Definition> versions) {
    this.versions = versions;
  }

  /** All, the oldest of each rule first. */
  List<Definition> all() throws Exception {
    List<Definition> all = new ArrayList<>();
    versions.immutableEntries().forEach(entry -> all.add(entry.getValue()));
    all.sort(OLDEST_FIRST);
    return all;
  }

  /** Names of all that are kept, see {@link #name}. */
  public Set<String> names() throws Exception {
    Set<String> names = new HashSet<>();
    versions.immutableEntries().forEach(entry -> names.add(entry.getKey()));
    return names;
  }

  void keep(Definition definition) throws Exception {
    String name = name(definition);
    versions.put(name, definition);
    Deque<String> known =
        keysBySlot.computeIfAbsent(definition.getId(), slot -> new ArrayDeque<>());
    if (!known.contains(name)) {
      known.addLast(name);
    }
    while (known.size() > KEPT) {
      versions.remove(known.removeFirst());
    }
  }

  /**
   * Forgets versions that judge nothing that was received from a time on.
   *
   * @param swept slots of removed rules of which no key remembers anything
   * @return rules that were removed before, of which nothing is left
   */
  List<String> forgetBefore(long receivedAt, Set<String> swept) throws Exception {
    List<String> gone = new ArrayList<>();
    if (keysBySlot.values().stream().noneMatch(known -> known.size() > 1)) {
      return gone;
    }
    Map<String, List<Definition>> bySlot = new HashMap<>();
    for (Definition definition : all()) {
      bySlot.computeIfAbsent(definition.getId(), slot -> new ArrayList<>()).add(definition);
    }
    for (Map.Entry<String, List<Definition>> rule : bySlot.entrySet()) {
      List<Definition> old = rule.getValue();
      Definition newest = old.get(old.size() - 1);
      int needless = needless(old, receivedAt);
      if (newest.getState() != DefinitionState.ACTIVE
          && EffectiveTime.from(newest) <= receivedAt
          && swept.contains(rule.getKey())) {
        gone.add(rule.getKey());
        needless = old.size();
      }
      for (Definition forgotten : old.subList(0, needless)) {
        versions.remove(name(forgotten));
        keysBySlot.getOrDefault(rule.getKey(), new ArrayDeque<>()).remove(name(forgotten));
      }
    }
    return gone;
  }

  /** How many of the oldest are not needed; of a removed rule the last version is, to end it. */
  private static int needless(List<Definition> ofRule, long receivedAt) {
    int first = 0;
    int last = ofRule.get(ofRule.size() - 1).getState() == DefinitionState.ACTIVE ? 1 : 2;
    while (first + last < ofRule.size()
        && EffectiveTime.from(ofRule.get(first + 1)) <= receivedAt) {
      first++;
    }
    return first;
  }

  /** By slot, version and whether it is in force. */
  public static String name(Definition definition) {
    String version = definition.getId() + "@" + definition.getVersion();
    return definition.getState() == DefinitionState.ACTIVE ? version : version + "-";
  }
}
