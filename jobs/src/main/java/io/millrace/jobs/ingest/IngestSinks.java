package io.millrace.jobs.ingest;

import io.millrace.jobs.runtime.kafka.Envelopes;
import io.millrace.jobs.runtime.kafka.KafkaSettings;
import io.millrace.jobs.runtime.kafka.KafkaSinks;
import io.millrace.schemas.Topics;
import io.millrace.schemas.avro.DeadLetter;
import io.millrace.schemas.avro.DefinitionAck;
import io.millrace.schemas.avro.Observation;
import org.apache.flink.api.connector.sink2.Sink;

/** What the ingest job writes. */
public record IngestSinks(
    Sink<Observation> observations, Sink<DefinitionAck> acks, Sink<DeadLetter> deadLetters) {

  public static IngestSinks of(KafkaSettings kafka) {
    return new IngestSinks(
        KafkaSinks.avro(kafka, Topics.OBSERVATIONS, Observation.class, Envelopes.OBSERVATION),
        KafkaSinks.acks(kafka),
        KafkaSinks.deadLetters(kafka));
  }
}
