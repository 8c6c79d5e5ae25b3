package io.millrace.udfs.definition;

import io.millrace.schemas.avro.Definition;
import io.millrace.schemas.avro.DefinitionState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
  private final Map<String, Candidate> candidates = new TreeMap<>();
  private final Map<String, T> inForce = new TreeMap<>();
  private final Map<String, Definition> resolved = new HashMap<>();
  private final Deque<String> changed = new ArrayDeque<>();

  /** The newest version of a definition that is to be in force, with what it is built upon. */
  private record Candidate(Definition definition, Set<String> bases) {}

  public DefinitionTable(DefinitionCompiler<T> compiler) {
    this.compiler = compiler;
  }

  /**
   * Takes a definition; a broken one leaves the last good version in force. Those that are built
   * upon it change with {@link #settle} alone.
   */
  public Outcome apply(Definition definition) {
    String id = definition.getId();
    Long known = versions.get(id);
    if (known != null && definition.getVersion() <= known) {
      return new Outcome.Stale();
    }
    versions.put(id, definition.getVersion());
    if (definition.getState() != DefinitionState.ACTIVE) {
      remove(id);
      return new Outcome.Removed();
    }
    Candidate candidate = new Candidate(definition, compiler.bases(definition));
    candidates.put(id, candidate);
    return compile(candidate);
  }

  /** Forgets an id, as a tombstone demands; whatever version comes next counts as new. */
  public void forget(String id) {
    versions.remove(id);
    remove(id);
  }

  /**
   * Compiles again all that is built upon what changed since the last call, directly or not.
   *
   * @return what became of each of them, by id
   */
  public Map<String, Outcome> settle() {
    Map<String, Outcome> outcomes = new TreeMap<>();
    for (String base = changed.poll(); base != null; base = changed.poll()) {
      for (Candidate candidate : List.copyOf(candidates.values())) {
        if (candidate.bases().contains(base)) {
          outcomes.put(candidate.definition().getId(), compile(candidate));
        }
      }
    }
    return outcomes;
  }

  /**
   * Puts a version in force that was once, where none is; what comes next still counts as new.
   *
   * @param lastGood as {@link #resolved} gave it
   */
  public void restore(Definition lastGood) {
    if (inForce.containsKey(lastGood.getId())) {
      return;
    }
    try {
      putInForce(lastGood, compiler.compile(lastGood));
    } catch (DefinitionException e) {
      // An older release took it; then there is nothing to go back to.
    }
  }

  /** What is in force under this id, or null. */
  public @Nullable T get(String id) {
    return inForce.get(id);
  }

  /** What is in force under this id as a definition that stands alone, or null. */
  public @Nullable Definition resolved(String id) {
    return resolved.get(id);
  }

  /** All that is in force, by id. */
  public Collection<T> values() {
    return Collections.unmodifiableCollection(inForce.values());
  }

  private Outcome compile(Candidate candidate) {
    Definition definition = candidate.definition();
    try {
      checkCycle(definition.getId());
      for (String base : candidate.bases()) {
        if (!resolved.containsKey(base)) {
          return new Outcome.Waiting(base);
        }
      }
      Definition alone = compiler.resolve(definition, this::base);
      putInForce(alone, compiler.compile(alone));
      return new Outcome.InForce();
    } catch (DefinitionException e) {
      return new Outcome.Rejected(e.problems());
    }
  }

  private Definition base(String id) {
    Definition base = resolved.get(id);
    if (base == null) {
      throw new IllegalArgumentException("'" + id + "' is not among the bases");
    }
    return base;
  }

  private void checkCycle(String id) throws DefinitionException {
    List<String> reached = new ArrayList<>();
    Deque<String> next = new ArrayDeque<>(Set.of(id));
    for (String at = next.poll(); at != null; at = next.poll()) {
      reached.add(at);
      Candidate candidate = candidates.get(at);
      for (String base : candidate == null ? Set.<String>of() : candidate.bases()) {
        if (base.equals(id)) {
          String round = String.join(" → ", reached) + " → " + id;
          throw new DefinitionException(List.of(new Problem("", "Is built upon itself: " + round)));
        }
        if (!reached.contains(base)) {
          next.add(base);
        }
      }
    }
  }

  private void putInForce(Definition alone, T value) {
    inForce.put(alone.getId(), value);
    resolved.put(alone.getId(), alone);
    changed.add(alone.getId());
  }

  private void remove(String id) {
    candidates.remove(id);
    inForce.remove(id);
    resolved.remove(id);
    changed.add(id);
  }
}
