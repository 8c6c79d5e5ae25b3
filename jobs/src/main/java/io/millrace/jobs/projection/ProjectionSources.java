package io.millrace.jobs.projection;

import io.millrace.jobs.runtime.kafka.Decoded;
import io.millrace.jobs.runtime.kafka.KafkaSettings;
import io.millrace.jobs.runtime.kafka.KafkaSources;
import io.millrace.schemas.Topics;
import io.millrace.schemas.avro.Alert;
import io.millrace.schemas.avro.DeadLetter;
import io.millrace.schemas.avro.ObjectEvent;
import org.apache.flink.api.connector.source.Source;

/** What the projection job reads. */
public record ProjectionSources(
    Source<Decoded<ObjectEvent>, ?, ?> objectEvents,
    Source<Decoded<Alert>, ?, ?> alerts,
    Source<Decoded<Alert>, ?, ?> shadowAlerts,
    Source<Decoded<DeadLetter>, ?, ?> deadLetters) {

  public static ProjectionSources of(KafkaSettings kafka) {
    return new ProjectionSources(
        KafkaSources.avro(kafka, Topics.OBJECT_EVENTS, ObjectEvent.class),
        KafkaSources.avro(kafka, Topics.ALERTS, Alert.class),
        KafkaSources.avro(kafka, Topics.SHADOW_ALERTS, Alert.class),
        KafkaSources.avro(kafka, Topics.DEAD_LETTERS, DeadLetter.class));
  }
}
