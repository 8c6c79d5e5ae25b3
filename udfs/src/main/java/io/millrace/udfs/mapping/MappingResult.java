package io.millrace.udfs.mapping;

import io.millrace.schemas.avro.Observation;
import io.millrace.udfs.source.Source;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What became of one message: each mapping that matches gives observations or a refusal.
 *
 * @param observations in the order of their places in the message
 * @param refusals at most one a mapping; those without a mapping stand alone
 * @param skipped what was left out because it failed, where the mapping says so: the observation
 *     stands without it
 * @param source what is known of the sender, null for nothing
 */
public record MappingResult(
    List<Observation> observations,
    List<Refusal> refusals,
    List<Refusal> skipped,
    @Nullable Source source) {

  public MappingResult(List<Observation> observations, List<Refusal> refusals) {
    this(observations, refusals, List.of(), null);
  }

  static MappingResult refused(Refusal refusal) {
    return new MappingResult(List.of(), List.of(refusal));
  }

  /** The same of another sender. */
  MappingResult of(@Nullable Source sender) {
    return sender == null ? this : new MappingResult(observations, refusals, skipped, sender);
  }

  /** The same with other observations and refusals. */
  public MappingResult with(List<Observation> kept, List<Refusal> refused) {
    return new MappingResult(kept, refused, skipped, source);
  }

  /** The mappings that took the message, whether they gave observations or refused, by id. */
  public Set<String> mappings() {
    Set<String> ids = new TreeSet<>();
    observations.forEach(observation -> ids.add(observation.getMappingId()));
    for (Refusal refusal : refusals) {
      String id = refusal.mappingId();
      if (id != null) {
        ids.add(id);
      }
    }
    return ids;
  }
}
