package io.millrace.jobs.objectify;

import io.millrace.jobs.runtime.kafka.Decoded;
import io.millrace.jobs.runtime.kafka.KafkaSettings;
import io.millrace.jobs.runtime.kafka.KafkaSources;
import io.millrace.schemas.Topics;
import io.millrace.schemas.avro.Observation;
import org.apache.flink.api.connector.source.Source;

/** What the objectify job reads. */
public record ObjectifySources(Source<Decoded<Observation>, ?, ?> observations) {

  public static ObjectifySources of(KafkaSettings kafka) {
    return new ObjectifySources(KafkaSources.avro(kafka, Topics.OBSERVATIONS, Observation.class));
  }
}
