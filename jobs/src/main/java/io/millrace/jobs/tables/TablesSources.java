package io.millrace.jobs.tables;

import io.millrace.jobs.runtime.kafka.Decoded;
import io.millrace.jobs.runtime.kafka.KafkaSettings;
import io.millrace.jobs.runtime.kafka.KafkaSources;
import io.millrace.schemas.Topics;
import io.millrace.schemas.avro.ObjectEvent;
import org.apache.flink.api.connector.source.Source;

/** What the tables job reads. */
public record TablesSources(Source<Decoded<ObjectEvent>, ?, ?> events) {

  static TablesSources of(KafkaSettings kafka) {
    return new TablesSources(KafkaSources.avro(kafka, Topics.OBJECT_EVENTS, ObjectEvent.class));
  }
}
