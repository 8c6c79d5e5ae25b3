package io.millrace.jobs.rules;

import io.millrace.jobs.runtime.kafka.Envelopes;
import io.millrace.jobs.runtime.kafka.KafkaSettings;
import io.millrace.jobs.runtime.kafka.KafkaSinks;
import io.millrace.schemas.Topics;
import io.millrace.schemas.avro.Alert;
import io.millrace.schemas.avro.DeadLetter;
import io.millrace.schemas.avro.Definition;
import io.millrace.schemas.avro.DefinitionAck;
import org.apache.flink.api.connector.sink2.Sink;

/**
 * What the rules job writes.
 *
 * @param shadowAlerts alerts of versions on trial, which nothing acts on
 * @param stops versions that failed and are to judge nothing more: to where rules are read from
 */
public record RulesSinks(
    Sink<Alert> alerts,
    Sink<Alert> shadowAlerts,
    Sink<DefinitionAck> acks,
    Sink<Definition> stops,
    Sink<DeadLetter> deadLetters) {

  public static RulesSinks of(KafkaSettings kafka) {
    return new RulesSinks(
        KafkaSinks.avro(kafka, Topics.ALERTS, Alert.class, Envelopes.ALERT),
        KafkaSinks.avro(kafka, Topics.SHADOW_ALERTS, Alert.class, Envelopes.ALERT),
        KafkaSinks.acks(kafka),
        KafkaSinks.avro(kafka, Topics.CONTROL_RULES, Definition.class, Envelopes.DEFINITION),
        KafkaSinks.deadLetters(kafka));
  }
}
