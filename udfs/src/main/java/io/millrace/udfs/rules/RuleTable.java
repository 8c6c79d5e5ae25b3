package io.millrace.udfs.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules that an engine holds, by slot and by group. */
final class RuleTable {
  private final Map<String, RuleVersions> bySlot = new LinkedHashMap<>();

  /** By object type; the group of objects has no {@code by}. */
  private final Map<String, RuleGroup> objectGroups = new HashMap<>();

  private final Map<String, Map<String, RuleGroup>> otherGroups = new LinkedHashMap<>();

  @Nullable RuleVersions get(String slot) {
    return bySlot.get(slot);
  }

  Collection<RuleVersions> all() {
    return bySlot.values();
  }

  RuleVersions open(String slot) {
    return bySlot.computeIfAbsent(slot, s -> new RuleVersions());
  }

  void close(String slot) {
    RuleVersions gone = bySlot.remove(slot);
    if (gone != null) {
      gone.close();
    }
  }

  /** The group of a key; null if it has no rules. */
  @Nullable RuleGroup group(Key key) {
    Map<String, RuleGroup> groups =
        key.by().isEmpty() ? objectGroups : otherGroups.getOrDefault(key.by(), Map.of());
    return groups.get(key.objectType());
  }

  RuleGroup group(RuleHead head) {
    PropertyExpression by = head.by();
    Map<String, RuleGroup> groups =
        by == null
            ? objectGroups
            : otherGroups.computeIfAbsent(by.source(), source -> new HashMap<>());
    return groups.computeIfAbsent(head.objectType(), type -> new RuleGroup(by));
  }

  /** Those that events of an object type may concern, beside the objects' own. */
  List<RuleGroup> groupsBy(String objectType) {
    if (otherGroups.isEmpty()) {
      return List.of();
    }
    List<RuleGroup> groups = new ArrayList<>();
    for (Map<String, RuleGroup> byType : otherGroups.values()) {
      RuleGroup group = byType.get(objectType);
      if (group != null) {
        groups.add(group);
      }
    }
    return groups;
  }

  boolean hasObjectGroup(String objectType) {
    return objectGroups.containsKey(objectType);
  }
}
