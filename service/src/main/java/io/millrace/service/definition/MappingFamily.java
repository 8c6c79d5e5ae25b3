package io.millrace.service.definition;

import io.millrace.schemas.avro.Definition;
import io.millrace.udfs.codec.Codecs;
import io.millrace.udfs.definition.DefinitionTable;
import io.millrace.udfs.definition.Outcome;
import io.millrace.udfs.definition.Problem;
import io.millrace.udfs.format.PayloadFormats;
import io.millrace.udfs.mapping.Mapping;
import io.millrace.udfs.mapping.MappingCompiler;
import io.millrace.udfs.mapping.MappingSet;
import io.millrace.udfs.mapping.MappingTests;
import io.millrace.udfs.ontology.use.MappingFit;
import io.millrace.udfs.source.Sources;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** A mapping with those that it extends and those that extend it: they stand and fall together. */
@Component
class MappingFamily {
  private static final MappingCompiler COMPILER = new MappingCompiler();
  private final DefinitionStore store;
  private final StoredSources sources;
  private final StoredCodecs codecs;
  private final StoredOntology ontology;

  MappingFamily(
      DefinitionStore store, StoredSources sources, StoredCodecs codecs, StoredOntology ontology) {
    this.store = store;
    this.sources = sources;
    this.codecs = codecs;
    this.ontology = ontology;
  }

  /** Mappings in force that extend this one directly, by id. */
  List<String> extending(String id) {
    return store.active(Kind.MAPPINGS).stream()
        .filter(stored -> COMPILER.bases(stored.toAvro()).contains(id))
        .map(StoredDefinition::id)
        .toList();
  }

  /** Those that the mapping may extend. */
  List<Definition> others(Definition mapping) {
    return store.active(Kind.MAPPINGS).stream()
        .filter(stored -> !stored.id().equals(mapping.getId()))
        .map(StoredDefinition::toAvro)
        .toList();
  }

  /**
   * What is wrong with a mapping that is to be saved: with itself, beside the ontology, with the
   * tests that it carries, and with those that extend it.
   */
  List<Problem> problems(Definition mapping) {
    Map<String, Definition> others = new HashMap<>();
    others(mapping).forEach(other -> others.put(other.getId(), other));
    DefinitionTable<Mapping> table = new DefinitionTable<>(COMPILER);
    relatives(mapping, others).forEach(table::apply);
    table.settle();
    Outcome outcome = table.apply(mapping);
    Map<String, Outcome> descendants = table.settle();
    List<Problem> problems = new ArrayList<>(problems(mapping.getId(), outcome, table));
    if (problems.isEmpty()) {
      descendants.forEach(
          (id, own) -> {
            for (Problem problem : problems(id, own, table)) {
              String where = problem.path() + ": " + problem.reason();
              problems.add(new Problem("", "'" + id + "', which extends it, breaks: " + where));
            }
          });
    }
    return problems;
  }

  private List<Problem> problems(String id, Outcome outcome, DefinitionTable<Mapping> table) {
    if (outcome instanceof Outcome.Rejected rejected) {
      return rejected.problems();
    }
    if (outcome instanceof Outcome.Waiting waiting) {
      return List.of(new Problem("/extends", "There is no mapping '" + waiting.base() + "'"));
    }
    Mapping compiled = table.get(id);
    if (compiled == null) {
      return List.of();
    }
    List<Problem> problems = new ArrayList<>(MappingFit.problems(compiled, ontology.present()));
    problems.addAll(failures(compiled));
    return problems;
  }

  private List<Problem> failures(Mapping mapping) {
    Sources known = sources.all();
    PayloadFormats formats = new PayloadFormats();
    try (Codecs running = codecs.open()) {
      return MappingTests.failures(
          mapping,
          (alone, devices) -> new MappingSet(List.of(alone), devices, known, formats, running));
    }
  }

  /** All that it is built upon, and all that is built upon it, as far as they are in force. */
  private static Collection<Definition> relatives(
      Definition mapping, Map<String, Definition> others) {
    Map<String, Definition> relatives = new LinkedHashMap<>();
    Deque<String> up = new ArrayDeque<>(COMPILER.bases(mapping));
    for (String id = up.poll(); id != null; id = up.poll()) {
      Definition base = others.get(id);
      if (base != null && relatives.put(id, base) == null) {
        up.addAll(COMPILER.bases(base));
      }
    }
    Deque<String> down = new ArrayDeque<>(Set.of(mapping.getId()));
    for (String id = down.poll(); id != null; id = down.poll()) {
      for (Definition other : others.values()) {
        boolean extending = COMPILER.bases(other).contains(id);
        if (extending && relatives.put(other.getId(), other) == null) {
          down.add(other.getId());
        }
      }
    }
    return relatives.values();
  }
}
