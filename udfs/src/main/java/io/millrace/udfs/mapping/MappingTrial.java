package io.millrace.udfs.mapping;

import io.millrace.schemas.avro.Observation;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What one of the mappings that are tried has done so far. */
final class MappingTrial {
  private final Mapping mapping;
  private final Set<String> filled = new TreeSet<>();
  private final PayloadPlaces places = new PayloadPlaces();

  MappingTrial(Mapping mapping) {
    this.mapping = mapping;
  }

  Mapping mapping() {
    return mapping;
  }

  /** Notes a message that it took, whether it gave observations or refused. */
  void took(MappingResult result, @Nullable Object payload) {
    places.add(payload);
    for (Observation observation : result.observations()) {
      if (observation.getMappingId().equals(mapping.id())) {
        filled.addAll(observation.getProperties().keySet());
      }
    }
  }

  Set<String> properties() {
    return mapping.types().keySet();
  }

  Set<String> filled() {
    return filled;
  }

  Set<String> reads() {
    return mapping.readPaths();
  }

  Coverage coverage() {
    Set<String> neverFilled = new TreeSet<>(properties());
    neverFilled.removeAll(filled);
    return new Coverage(neverFilled, Coverage.uncovered(places.seen(), reads()));
  }
}
