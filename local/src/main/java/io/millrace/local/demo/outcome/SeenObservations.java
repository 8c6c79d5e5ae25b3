package io.millrace.local.demo.outcome;

import io.millrace.local.demo.message.RunId;
import io.millrace.schemas.avro.Observation;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** A run's observations, each counted once. Safe for use by many threads. */
public final class SeenObservations {
  private final RunId run;
  private final IdSet ids = new IdSet();
  private final IdSet traces = new IdSet();
  private final Map<String, Set<String>> objects = new HashMap<>();
  private long repeated;

  public SeenObservations(RunId run) {
    this.run = run;
  }

  synchronized void take(Observation observation) {
    if (!run.owns(observation.getTraceId())) {
      return;
    }
    if (ids.add(observation.getId())) {
      traces.add(observation.getTraceId());
      objects
          .computeIfAbsent(observation.getObjectType(), t -> new HashSet<>())
          .add(observation.getObjectId());
    } else {
      repeated++;
    }
  }

  /** Distinct observations. */
  public synchronized int distinct() {
    return ids.size();
  }

  /** Distinct messages that became an observation. */
  public synchronized int messages() {
    return traces.size();
  }

  /** Records that repeated an observation: at-least-once delivery after a failure. */
  public synchronized long repeated() {
    return repeated;
  }

  /** How many objects were observed, by type. */
  public synchronized Map<String, Integer> objects() {
    Map<String, Integer> sizes = new HashMap<>();
    objects.forEach((type, all) -> sizes.put(type, all.size()));
    return sizes;
  }
}
