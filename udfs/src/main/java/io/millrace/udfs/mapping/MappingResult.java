package io.millrace.udfs.mapping;

import io.millrace.schemas.avro.Observation;
import java.util.List;

/** What became of one message: each mapping that matches gives an observation or a refusal. */
public record MappingResult(List<Observation> observations, List<Refusal> refusals) {

  static MappingResult refused(Refusal refusal) {
    return new MappingResult(List.of(), List.of(refusal));
  }
}
