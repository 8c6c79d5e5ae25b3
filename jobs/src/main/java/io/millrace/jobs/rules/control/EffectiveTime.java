package io.millrace.jobs.rules.control;

import io.millrace.jobs.runtime.definition.ControlRecord;
import io.millrace.schemas.avro.Definition;
import java.time.Instant;

/** From which time of reception on a version judges. */
final class EffectiveTime {
  /**
   * A version that came late, for Kafka was not there when it was saved, judges from this long
   * after Kafka got it: so the job has it before the first event that it is to judge.
   */
  private static final long SLACK_MILLIS = 250;

  private EffectiveTime() {}

  /** The definition with the time that holds, the same whenever the record is read. */
  static Definition of(Definition definition, ControlRecord record) {
    Instant at = definition.getEffectiveAt();
    Instant earliest = Instant.ofEpochMilli(record.timestamp() + SLACK_MILLIS);
    return at == null || record.offset() < 0 || !at.isBefore(earliest)
        ? definition
        : Definition.newBuilder(definition).setEffectiveAt(earliest).build();
  }

  /** Epoch milliseconds; {@link Long#MIN_VALUE} for all that is judged after its arrival. */
  static long from(Definition definition) {
    Instant at = definition.getEffectiveAt();
    return at == null ? Long.MIN_VALUE : at.toEpochMilli();
  }
}
