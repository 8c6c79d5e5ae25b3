package io.millrace.jobs.projection;

import io.millrace.jobs.runtime.kafka.Decoded;
import io.millrace.jobs.runtime.kafka.KafkaSettings;
import io.millrace.jobs.runtime.kafka.KafkaSources;
import io.millrace.schemas.Topics;
import io.millrace.schemas.avro.Alert;
import io.millrace.schemas.avro.CommandOutcome;
import io.millrace.schemas.avro.DeadLetter;
import io.millrace.schemas.avro.DeviceCommand;
import io.millrace.schemas.avro.ObjectCommand;
import io.millrace.schemas.avro.ObjectEvent;
import io.millrace.schemas.avro.ObjectFinding;
import org.apache.flink.api.connector.source.Source;

/**
 * What the projection job reads.
 *
 * @param commands as they were accepted
 * @param sent commands on their way to devices
 * @param outcomes what became of those
 */
public record ProjectionSources(
    Source<Decoded<ObjectEvent>, ?, ?> objectEvents,
    Source<Decoded<ObjectFinding>, ?, ?> findings,
    Source<Decoded<Alert>, ?, ?> alerts,
    Source<Decoded<Alert>, ?, ?> shadowAlerts,
    Source<Decoded<DeadLetter>, ?, ?> deadLetters,
    Source<Decoded<ObjectCommand>, ?, ?> commands,
    Source<Decoded<DeviceCommand>, ?, ?> sent,
    Source<Decoded<CommandOutcome>, ?, ?> outcomes) {

  public static ProjectionSources of(KafkaSettings kafka) {
    return new ProjectionSources(
        KafkaSources.avro(kafka, Topics.OBJECT_EVENTS, ObjectEvent.class),
        KafkaSources.avro(kafka, Topics.OBJECT_FINDINGS, ObjectFinding.class),
        KafkaSources.avro(kafka, Topics.ALERTS, Alert.class),
        KafkaSources.avro(kafka, Topics.SHADOW_ALERTS, Alert.class),
        KafkaSources.avro(kafka, Topics.DEAD_LETTERS, DeadLetter.class),
        KafkaSources.avro(kafka, Topics.OBJECT_COMMANDS, ObjectCommand.class),
        KafkaSources.avro(kafka, Topics.DEVICE_COMMANDS, DeviceCommand.class),
        KafkaSources.avro(kafka, Topics.COMMAND_OUTCOMES, CommandOutcome.class));
  }
}
