package io.millrace.udfs.objectify;

import io.millrace.schemas.avro.EventCause;
import io.millrace.schemas.avro.ObjectEventKind;
import io.millrace.schemas.avro.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Tells which properties have changed: an event for each statement that gives values now, so that
 * the cause of each value stands in the event that set it. Most often it is the one that just came.
 */
final class PropertyTeller {
  private final ObjectMemory memory;
  private final TypeModel type;
  private final Trigger trigger;
  private final EventWriter events;
  private final Map<String, @Nullable Object> key;

  /** The claimed values as far as they are told. */
  private final Map<String, Object> claimed = new HashMap<>();

  /** What has another value now, by the statement that gives it; null: the trigger. */
  private final Map<@Nullable Statement, Map<String, @Nullable Object>> changes =
      new IdentityHashMap<>();

  PropertyTeller(ObjectMemory memory, TypeModel type, Trigger trigger, EventWriter events) {
    this.memory = memory;
    this.type = type;
    this.trigger = trigger;
    this.events = events;
    this.key = type.keyOf(memory.id);
  }

  /**
   * @param appears whether the object was not there before
   */
  void tell(boolean appears) {
    compare();
    if (changes.isEmpty() && !appears) {
      return;
    }
    ObjectEventKind kind =
        memory.seq == 0
            ? ObjectEventKind.CREATED
            : appears ? ObjectEventKind.RESTORED : ObjectEventKind.CHANGED;
    Map<String, @Nullable Object> now = changes.remove(null);
    tell(kind, trigger.cause(), now == null ? Map.of() : now);
    tellOthers();
  }

  /** Values that statements before the trigger give now, each with its own cause. */
  private void tellOthers() {
    List<Statement> others = new ArrayList<>();
    changes.keySet().forEach(by -> others.add(Objects.requireNonNull(by)));
    others.sort(Comparator.comparing((Statement by) -> by, Policy.NEWEST::compare));
    for (Statement by : others) {
      tell(ObjectEventKind.CHANGED, Statements.cause(by), Objects.requireNonNull(changes.get(by)));
    }
  }

  /** Tells what follows from the claims now, though nothing was said. */
  void complete() {
    compare();
    Map<String, @Nullable Object> now = changes.remove(null);
    tell(ObjectEventKind.CHANGED, trigger.cause(), now == null ? Map.of() : now);
    tellOthers();
  }

  private void compare() {
    boolean all = memory.lost();
    memory.properties.forEach(
        (name, register) -> {
          Object told = register.derived() ? null : register.told();
          if (told != null) {
            claimed.put(name, told);
          }
          Claim winner = register.winner(type.policy(name), all);
          Object now = winner == null ? null : winner.value();
          if (!Objects.equals(told, now)) {
            Statement by = winner == null || winner.by() == trigger.by() ? null : winner.by();
            changes.computeIfAbsent(by, each -> new HashMap<>()).put(name, now);
          }
        });
  }

  private void tell(ObjectEventKind kind, EventCause cause, Map<String, @Nullable Object> values) {
    values.forEach(
        (name, value) -> {
          if (value == null) {
            claimed.remove(name);
          } else {
            claimed.put(name, value);
          }
        });
    List<String> changed = update(type.complete(key, claimed));
    if (kind == ObjectEventKind.CHANGED && changed.isEmpty()) {
      return;
    }
    boolean corrected =
        kind == ObjectEventKind.CHANGED
            && values.keySet().stream().anyMatch(name -> memory.property(name).corrected());
    events.tell(corrected ? ObjectEventKind.CORRECTED : kind, cause, changed);
  }

  /** Notes the whole object as told; returns what is new about it, by name. */
  private List<String> update(Map<String, @Nullable Object> whole) {
    whole.keySet().forEach(memory::property);
    List<String> changed = new ArrayList<>();
    memory.properties.forEach(
        (name, register) -> {
          Object now = whole.get(name);
          boolean news = !Objects.equals(register.told(), now);
          if (news) {
            changed.add(name);
          }
          register.told(now, !claimed.containsKey(name), news ? events.next() : register.setBy());
        });
    Collections.sort(changed);
    return changed;
  }
}
