package io.millrace.udfs.rules;

import static io.millrace.udfs.Given.definition;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.millrace.schemas.avro.Alert;
import io.millrace.schemas.avro.Definition;
import io.millrace.udfs.rules.host.Recorded;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A host for tests: a key's state is bytes between any two events and timers. */
public final class Stage {
  private final RuleEngine engine = new RuleEngine();
  private final Recorded out = new Recorded();
  private final Map<Key, byte[]> states = new LinkedHashMap<>();

  /** A host with these rules in force, in version 1. */
  public static Stage of(String... documents) {
    Stage stage = new Stage();
    for (String document : documents) {
      stage.rule(1, document);
    }
    return stage;
  }

  public Stage rule(long version, String document) {
    engine.put(compiled(version, document));
    return this;
  }

  /** A version that judges what is received from then on: epoch milliseconds. */
  public Stage rule(long version, long effectiveAt, String document) {
    engine.put(compiled(version, Instant.ofEpochMilli(effectiveAt), document));
    return this;
  }

  public static Rule compiled(long version, String document) {
    return compiled(version, null, document);
  }

  private static Rule compiled(long version, @Nullable Instant effectiveAt, String document) {
    try {
      String id = new JsonMapper().readTree(document).path("id").textValue();
      return new RuleCompiler(PropertyTypes.unknown())
          .compile(
              Definition.newBuilder(definition("rule", id, version, document))
                  .setEffectiveAt(effectiveAt)
                  .build());
    } catch (Exception e) {
      throw new IllegalArgumentException(e);
    }
  }

  public Stage events(Event... events) {
    for (Event event : events) {
      for (Key key : engine.keys(event)) {
        KeyState state = state(key);
        if (event instanceof Expected expected) {
          engine.expect(state, expected, Long.MIN_VALUE, Long.MAX_VALUE, out);
        } else {
          engine.onEvent(state, event, out);
        }
        keep(state);
      }
    }
    return this;
  }

  /** It is told now what is expected, or what changed since {@code after}. */
  public Stage expect(long after, long now, Expected expected) {
    for (Key key : engine.keys(expected)) {
      KeyState state = state(key);
      engine.expect(state, expected, after, now, out);
      keep(state);
    }
    return this;
  }

  /** Event time goes on for all keys; timers fire in order. */
  public Stage advance(long to) {
    engine.advance(to);
    while (true) {
      KeyState next = null;
      for (Key key : states.keySet()) {
        KeyState state = state(key);
        if (state.nextTimer() <= to && (next == null || state.nextTimer() < next.nextTimer())) {
          next = state;
        }
      }
      if (next == null) {
        return this;
      }
      long due = next.nextTimer();
      engine.onTime(next, due, out);
      keep(next);
      if (!next.isEmpty() && next.nextTimer() <= due) {
        throw new AssertionError("A timer fired and stayed due at " + due);
      }
    }
  }

  public Stage starting(boolean now) {
    engine.starting(now);
    return this;
  }

  public Stage remove(String slot, long at) {
    engine.remove(slot);
    for (Key key : List.copyOf(states.keySet())) {
      KeyState state = state(key);
      engine.sweep(state, at, "rule removed", out);
      keep(state);
    }
    return this;
  }

  /** It judges nothing that is received from then on; nobody has looked at the keys yet. */
  public Stage removeFrom(String slot, long from) {
    engine.remove(slot, from);
    return this;
  }

  public Stage sweep(long at) {
    for (Key key : List.copyOf(states.keySet())) {
      KeyState state = state(key);
      engine.sweep(state, at, "rule removed", out);
      keep(state);
    }
    return this;
  }

  public List<Alert> alerts() {
    return out.alerts();
  }

  /** State, and what of a time makes a test readable: {@code OPEN}, {@code CLEARED}. */
  public List<String> states() {
    return out.alerts().stream().map(a -> a.getState().toString()).toList();
  }

  public Alert last() {
    return out.alerts().get(out.alerts().size() - 1);
  }

  public List<String> failures() {
    return out.failures().stream().map(Output.Failure::reason).toList();
  }

  /** Keys of which something is remembered. */
  public int keys() {
    return states.size();
  }

  /** Bytes that are remembered. */
  public int bytes() {
    return states.values().stream().mapToInt(b -> b.length).sum();
  }

  private KeyState state(Key key) {
    byte[] bytes = states.get(key);
    try {
      return bytes == null
          ? KeyState.empty(key)
          : KeyState.read(key, new DataInputStream(new ByteArrayInputStream(bytes)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void keep(KeyState state) {
    if (state.isEmpty()) {
      states.remove(state.key());
      return;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      state.write(new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    states.put(state.key(), bytes.toByteArray());
  }
}
