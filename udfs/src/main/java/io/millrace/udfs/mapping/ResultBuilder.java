package io.millrace.udfs.mapping;

import io.millrace.schemas.avro.Observation;
import java.util.ArrayList;
import java.util.List;

/** Gathers what the mappings make of one message; a mapping that refuses leaves nothing behind. */
final class ResultBuilder {
  private final List<Observation> observations = new ArrayList<>(1);
  private final List<Refusal> refusals = new ArrayList<>(0);
  private final List<Refusal> skipped = new ArrayList<>(0);
  private int observationsBefore;
  private int skippedBefore;

  /** The next mapping starts. */
  void begin() {
    observationsBefore = observations.size();
    skippedBefore = skipped.size();
  }

  /** The place that the next observation has among all of the message. */
  int next() {
    return observations.size();
  }

  void add(Observation observation) {
    observations.add(observation);
  }

  /** Something was left out, and the observation or the others stand without it. */
  void skip(Refusal refusal) {
    skipped.add(refusal);
  }

  /** The mapping refuses the message: what it made before goes. */
  void refuse(Refusal refusal) {
    observations.subList(observationsBefore, observations.size()).clear();
    skipped.subList(skippedBefore, skipped.size()).clear();
    refusals.add(refusal);
  }

  MappingResult build() {
    return new MappingResult(observations, refusals, skipped, null);
  }
}
