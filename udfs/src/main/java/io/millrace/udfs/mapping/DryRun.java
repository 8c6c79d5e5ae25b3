package io.millrace.udfs.mapping;

import io.millrace.schemas.avro.Definition;
import io.millrace.schemas.avro.Observation;
import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.device.Devices;
import io.millrace.udfs.format.RefusedException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tries a mapping on messages before it is saved, by the code that the ingest job runs. Holds what
 * it has seen for the coverage; not safe for use by many threads.
 */
public final class DryRun {
  private final MappingSet mappings;
  private final Set<String> properties;
  private final Set<String> reads;
  private final Set<String> filled = new TreeSet<>();
  private final Set<String> places = new TreeSet<>();
  private long observations;
  private long refusals;

  /**
   * @throws DefinitionException if the mapping is none
   */
  public DryRun(Definition mapping, Devices devices) throws DefinitionException {
    Mapping compiled = new MappingCompiler().compile(mapping);
    this.mappings = new MappingSet(List.of(compiled), devices);
    this.properties = compiled.types().keySet();
    this.reads = MappingReads.of(mapping);
  }

  /** What becomes of this message. */
  public MappingResult apply(Message message) {
    MappingResult result = mappings.map(message);
    for (Observation observation : result.observations()) {
      filled.addAll(observation.getProperties().keySet());
    }
    observations += result.observations().size();
    refusals += result.refusals().size();
    try {
      places.addAll(Coverage.places(mappings.read(message).value()));
    } catch (RefusedException e) {
      // The result says so already.
    }
    return result;
  }

  public long observations() {
    return observations;
  }

  public long refusals() {
    return refusals;
  }

  /** What the mapping left out so far. */
  public Coverage coverage() {
    Set<String> neverFilled = new TreeSet<>(properties);
    neverFilled.removeAll(filled);
    return new Coverage(neverFilled, Coverage.uncovered(places, reads));
  }
}
