package io.millrace.jobs.eventstore;

import io.millrace.jobs.runtime.kafka.Decoded;
import io.millrace.jobs.runtime.kafka.KafkaSettings;
import io.millrace.jobs.runtime.kafka.KafkaSources;
import io.millrace.schemas.Topics;
import io.millrace.schemas.avro.ObjectEvent;
import org.apache.flink.api.connector.source.Source;

/** What the event store job reads. */
public record EventStoreSources(Source<Decoded<ObjectEvent>, ?, ?> events) {

  public static EventStoreSources of(KafkaSettings kafka) {
    return new EventStoreSources(KafkaSources.avro(kafka, Topics.OBJECT_EVENTS, ObjectEvent.class));
  }
}
