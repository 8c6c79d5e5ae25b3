package io.millrace.udfs.mapping;

import io.millrace.schemas.avro.Definition;
import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.definition.DefinitionTable;
import io.millrace.udfs.definition.Outcome;
import io.millrace.udfs.definition.Problem;
import io.millrace.udfs.device.Devices;
import io.millrace.udfs.format.DecodedPayload;
import io.millrace.udfs.format.PayloadFormats;
import io.millrace.udfs.format.RefusedException;
import io.millrace.udfs.source.Sources;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tries mappings on messages without writing anything, by the code that the ingest job runs. Holds
 * what it has seen for the coverage; not safe for use by many threads.
 */
public final class DryRun {
  private final MappingSet mappings;
  private final Map<String, MappingTrial> trials = new TreeMap<>();
  private final PayloadPlaces places = new PayloadPlaces();
  private long messages;
  private long observations;
  private long refusals;

  /**
   * Tries one mapping, with the formats that need nothing from outside.
   *
   * @throws DefinitionException if the mapping is none
   */
  public DryRun(Definition mapping, Devices devices) throws DefinitionException {
    this(List.of(mapping), devices, new PayloadFormats());
  }

  /**
   * Tries all of these together, as they would be in force.
   *
   * @throws DefinitionException if one of them is no mapping
   */
  public DryRun(Collection<Definition> mappings, Devices devices, PayloadFormats formats)
      throws DefinitionException {
    this(mappings, compiled -> new MappingSet(compiled, devices, Sources.none(), formats));
  }

  /**
   * Tries all of these together.
   *
   * @param set puts the compiled mappings, which come in the order of their ids, together with the
   *     catalogues that they are to see
   * @throws DefinitionException if one of them is no mapping
   */
  public DryRun(Collection<Definition> mappings, Function<Collection<Mapping>, MappingSet> set)
      throws DefinitionException {
    this(mappings, List.of(), set);
  }

  /**
   * Tries all of these together.
   *
   * @param others mappings that they may extend, and that are not tried themselves
   * @param set as above
   * @throws DefinitionException if one of them is no mapping, or extends one that is not here
   */
  public DryRun(
      Collection<Definition> mappings,
      Collection<Definition> others,
      Function<Collection<Mapping>, MappingSet> set)
      throws DefinitionException {
    DefinitionTable<Mapping> table = new DefinitionTable<>(new MappingCompiler());
    Map<String, Definition> tried = new TreeMap<>();
    mappings.forEach(mapping -> tried.put(mapping.getId(), mapping));
    for (Definition other : others) {
      if (!tried.containsKey(other.getId())) {
        table.apply(other);
      }
    }
    table.settle();
    Map<String, Outcome> outcomes = new HashMap<>();
    tried.forEach((id, mapping) -> outcomes.put(id, table.apply(mapping)));
    outcomes.putAll(table.settle());
    for (String id : tried.keySet()) {
      trials.put(id, new MappingTrial(compiled(id, outcomes.get(id), table)));
    }
    this.mappings = set.apply(trials.values().stream().map(MappingTrial::mapping).toList());
  }

  private static Mapping compiled(
      String id, @Nullable Outcome outcome, DefinitionTable<Mapping> table)
      throws DefinitionException {
    Mapping mapping = table.get(id);
    if (mapping != null && outcome instanceof Outcome.InForce) {
      return mapping;
    }
    if (outcome instanceof Outcome.Rejected rejected) {
      throw new DefinitionException(rejected.problems());
    }
    String reason =
        outcome instanceof Outcome.Waiting waiting
            ? "There is no mapping '" + waiting.base() + "'"
            : "The mapping '" + id + "' is not active";
    throw new DefinitionException(List.of(new Problem("/extends", reason)));
  }

  /** What becomes of this message; never throws. */
  public MappingResult apply(Message message) {
    Seen seen = new Seen();
    MappingResult result = mappings.map(message, seen);
    places.add(seen.payload);
    result.mappings().forEach(id -> trial(id).took(result, seen.payload));
    messages++;
    observations += result.observations().size();
    refusals += result.refusals().size();
    return result;
  }

  /** Messages so far. */
  public long messages() {
    return messages;
  }

  /** Observations so far. */
  public long observations() {
    return observations;
  }

  /** Refusals so far; a message may be refused by several mappings. */
  public long refusals() {
    return refusals;
  }

  /**
   * What all mappings together left out so far, over all messages. Properties of several mappings
   * are filled if one of them fills them.
   */
  public Coverage coverage() {
    TreeSet<String> neverFilled = new TreeSet<>();
    TreeSet<String> filled = new TreeSet<>();
    TreeSet<String> reads = new TreeSet<>();
    for (MappingTrial trial : trials.values()) {
      neverFilled.addAll(trial.properties());
      filled.addAll(trial.filled());
      reads.addAll(trial.reads());
    }
    neverFilled.removeAll(filled);
    return new Coverage(neverFilled, Coverage.uncovered(places.seen(), reads));
  }

  /** What one mapping left out so far, over the messages that it took. */
  public Coverage coverage(String mappingId) {
    return trial(mappingId).coverage();
  }

  private MappingTrial trial(String id) {
    MappingTrial trial = trials.get(id);
    if (trial == null) {
      throw new IllegalArgumentException("The mapping '" + id + "' is not tried here");
    }
    return trial;
  }

  /** Reads the whole payload, and keeps what it read. */
  private final class Seen implements MappingSet.Reader {
    private @Nullable Object payload;

    @Override
    public DecodedPayload read(Message message) throws RefusedException {
      DecodedPayload decoded = mappings.read(message);
      payload = decoded.value();
      return decoded;
    }
  }
}
