package io.millrace.jobs.objectify;

import io.millrace.jobs.runtime.kafka.Envelopes;
import io.millrace.jobs.runtime.kafka.KafkaSettings;
import io.millrace.jobs.runtime.kafka.KafkaSinks;
import io.millrace.schemas.Topics;
import io.millrace.schemas.avro.DeadLetter;
import io.millrace.schemas.avro.DefinitionAck;
import io.millrace.schemas.avro.EditOutcome;
import io.millrace.schemas.avro.ObjectEvent;
import io.millrace.schemas.avro.ObjectFinding;
import org.apache.flink.api.connector.sink2.Sink;

/**
 * What the objectify job writes. Acks and dead letters have other writers too, so they are never in
 * a transaction; their ids are the same in every run.
 */
public record ObjectifySinks(
    Sink<ObjectEvent> events,
    Sink<EditOutcome> outcomes,
    Sink<ObjectFinding> findings,
    Sink<DefinitionAck> acks,
    Sink<DeadLetter> deadLetters) {

  public static ObjectifySinks of(KafkaSettings kafka) {
    return new ObjectifySinks(
        KafkaSinks.avro(kafka, Topics.OBJECT_EVENTS, ObjectEvent.class, Envelopes.OBJECT_EVENT),
        KafkaSinks.avro(kafka, Topics.EDIT_OUTCOMES, EditOutcome.class, Envelopes.EDIT_OUTCOME),
        KafkaSinks.avro(
            kafka, Topics.OBJECT_FINDINGS, ObjectFinding.class, Envelopes.OBJECT_FINDING),
        KafkaSinks.acks(kafka.atLeastOnce()),
        KafkaSinks.deadLetters(kafka.atLeastOnce()));
  }
}
