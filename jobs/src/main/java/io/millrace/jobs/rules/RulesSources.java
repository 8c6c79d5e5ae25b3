package io.millrace.jobs.rules;

import io.millrace.jobs.runtime.definition.ControlRecord;
import io.millrace.jobs.runtime.definition.ControlTopic;
import io.millrace.jobs.runtime.definition.DefinitionSnapshot;
import io.millrace.jobs.runtime.definition.KafkaDefinitionSnapshot;
import io.millrace.jobs.runtime.kafka.Decoded;
import io.millrace.jobs.runtime.kafka.KafkaSettings;
import io.millrace.jobs.runtime.kafka.KafkaSources;
import io.millrace.schemas.Topics;
import io.millrace.schemas.avro.Observation;
import org.apache.flink.api.connector.source.Source;

/**
 * What the rules job reads.
 *
 * @param control rules and devices as they change
 * @param rules every version that stands in the topic at the start, in its order
 */
public record RulesSources(
    Source<Decoded<Observation>, ?, ?> observations,
    Source<ControlRecord, ?, ?> control,
    DefinitionSnapshot rules) {

  public static RulesSources of(KafkaSettings kafka) {
    return new RulesSources(
        KafkaSources.avro(kafka, Topics.OBSERVATIONS, Observation.class),
        KafkaSources.control(kafka, ControlTopic.RULES, ControlTopic.DEVICES),
        KafkaDefinitionSnapshot.history(kafka, ControlTopic.RULES));
  }
}
