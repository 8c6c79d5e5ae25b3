package io.millrace.udfs.definition;

import io.millrace.schemas.avro.Definition;
import io.millrace.schemas.avro.DefinitionState;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The definitions of one kind that are in force, compiled. Takes them in any order and as often as
 * they come: only a higher version changes anything. Not safe for use by many threads.
 *
 * @param <T> what a definition compiles to
 */
public final class DefinitionTable<T> {
  private final DefinitionCompiler<T> compiler;
  private final Map<String, Long> versions = new HashMap<>();
  private final Map<String, T> inForce = new TreeMap<>();

  public DefinitionTable(DefinitionCompiler<T> compiler) {
    this.compiler = compiler;
  }

  /** Takes a definition; a broken one leaves the last good version in force. */
  public Outcome apply(Definition definition) {
    String id = definition.getId();
    Long known = versions.get(id);
    if (known != null && definition.getVersion() <= known) {
      return new Outcome.Stale();
    }
    versions.put(id, definition.getVersion());
    if (definition.getState() != DefinitionState.ACTIVE) {
      inForce.remove(id);
      return new Outcome.Removed();
    }
    try {
      inForce.put(id, compiler.compile(definition));
      return new Outcome.InForce();
    } catch (DefinitionException e) {
      return new Outcome.Rejected(e.problems());
    }
  }

  /** Forgets an id, as a tombstone demands; whatever version comes next counts as new. */
  public void forget(String id) {
    versions.remove(id);
    inForce.remove(id);
  }

  /** What is in force under this id, or null. */
  public @Nullable T get(String id) {
    return inForce.get(id);
  }

  /** All that is in force, by id. */
  public Collection<T> values() {
    return Collections.unmodifiableCollection(inForce.values());
  }
}
