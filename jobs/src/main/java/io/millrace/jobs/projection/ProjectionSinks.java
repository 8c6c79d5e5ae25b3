package io.millrace.jobs.projection;

import io.millrace.jobs.runtime.SerializableClock;
import io.millrace.jobs.runtime.deadletter.KafkaDeadLetterOutput;
import io.millrace.jobs.runtime.elasticsearch.DocumentOperation;
import io.millrace.jobs.runtime.elasticsearch.DocumentSink;
import io.millrace.jobs.runtime.elasticsearch.ElasticsearchSettings;
import io.millrace.jobs.runtime.kafka.KafkaSettings;
import io.millrace.jobs.runtime.kafka.KafkaSinks;
import io.millrace.schemas.avro.DeadLetter;
import org.apache.flink.api.connector.sink2.Sink;

/** What the projection job writes. */
public record ProjectionSinks(Sink<DocumentOperation> documents, Sink<DeadLetter> deadLetters) {

  public static ProjectionSinks of(KafkaSettings kafka, ElasticsearchSettings elasticsearch) {
    return new ProjectionSinks(
        new DocumentSink(
            elasticsearch, () -> new KafkaDeadLetterOutput(kafka), SerializableClock.system()),
        KafkaSinks.deadLetters(kafka));
  }
}
