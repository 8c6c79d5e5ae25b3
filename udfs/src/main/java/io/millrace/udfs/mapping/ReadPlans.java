package io.millrace.udfs.mapping;

import io.millrace.udfs.format.ReadPlan;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** For each source, what the mappings that may take its messages read of their payloads. */
final class ReadPlans {
  private final Map<String, ReadPlan> bySource = new HashMap<>();
  private final ReadPlan others;

  ReadPlans(Collection<Mapping> mappings) {
    Set<List<String>> ofAny = new HashSet<>();
    Map<String, Set<List<String>>> own = new HashMap<>();
    for (Mapping mapping : mappings) {
      String source = mapping.source();
      (source == null ? ofAny : own.computeIfAbsent(source, name -> new HashSet<>()))
          .addAll(mapping.reads());
    }
    own.forEach(
        (source, reads) -> {
          reads.addAll(ofAny);
          bySource.put(source, ReadPlan.of(reads));
        });
    others = ReadPlan.of(ofAny);
  }

  /** What to read of the payloads of this source. */
  ReadPlan of(String source) {
    return bySource.getOrDefault(source, others);
  }
}
