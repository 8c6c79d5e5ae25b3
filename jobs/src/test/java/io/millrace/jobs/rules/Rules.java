package io.millrace.jobs.rules;

import io.millrace.jobs.Given;
import io.millrace.jobs.runtime.definition.ControlRecord;
import io.millrace.jobs.runtime.definition.ControlTopic;
import io.millrace.schemas.avro.Definition;
import io.millrace.schemas.avro.DefinitionState;
import java.time.Instant;

/** Rules as the control topic has them, with the time from which on they judge. */
final class Rules {
  private Rules() {}

  /** The rule {@code overheat}, in force for what is received so many seconds after noon. */
  static ControlRecord from(long secondsAfterNoon, long offset, long version, String condition) {
    return effective(Given.rule(offset, version, condition), secondsAfterNoon);
  }

  static ControlRecord state(
      long secondsAfterNoon, long offset, long version, DefinitionState state) {
    ControlRecord record = Given.paused(ControlTopic.RULES, offset, "overheat", version);
    Definition definition = Definition.newBuilder(record.definition()).setState(state).build();
    return effective(with(record, definition, 0), secondsAfterNoon);
  }

  static ControlRecord effective(ControlRecord record, long secondsAfterNoon) {
    Definition definition =
        Definition.newBuilder(record.definition())
            .setEffectiveAt(Given.NOON.plusSeconds(secondsAfterNoon))
            .build();
    return with(record, definition, record.timestamp());
  }

  /** The same record, which Kafka got then. */
  static ControlRecord at(ControlRecord record, Instant time) {
    return with(record, record.definition(), time.toEpochMilli());
  }

  /** Any rule on machines: its fields beside id and object type. */
  static ControlRecord rule(long offset, String id, long version, String fields) {
    String document =
        "{\"id\": \"%s\", \"objectType\": \"machine\", %s}"
            .formatted(id.replace("~shadow", ""), fields);
    return Given.control(ControlTopic.RULES, offset, id, version, document);
  }

  private static ControlRecord with(ControlRecord record, Definition definition, long timestamp) {
    return new ControlRecord(
        record.topic(),
        record.partition(),
        record.offset(),
        timestamp,
        record.id(),
        definition,
        null);
  }
}
