package io.millrace.jobs.dispatch;

import io.millrace.jobs.runtime.kafka.Envelopes;
import io.millrace.jobs.runtime.kafka.KafkaSettings;
import io.millrace.jobs.runtime.kafka.KafkaSinks;
import io.millrace.schemas.Topics;
import io.millrace.schemas.avro.CommandOutcome;
import io.millrace.schemas.avro.DeadLetter;
import io.millrace.schemas.avro.DefinitionAck;
import io.millrace.schemas.avro.DeviceCommand;
import org.apache.flink.api.connector.sink2.Sink;

/** What the dispatch job writes. */
public record DispatchSinks(
    Sink<DeviceCommand> commands,
    Sink<CommandOutcome> outcomes,
    Sink<DefinitionAck> acks,
    Sink<DeadLetter> deadLetters) {

  public static DispatchSinks of(KafkaSettings kafka) {
    return new DispatchSinks(
        KafkaSinks.avro(
            kafka, Topics.DEVICE_COMMANDS, DeviceCommand.class, Envelopes.DEVICE_COMMAND),
        KafkaSinks.avro(
            kafka, Topics.COMMAND_OUTCOMES, CommandOutcome.class, Envelopes.COMMAND_OUTCOME),
        KafkaSinks.acks(kafka),
        KafkaSinks.deadLetters(kafka));
  }
}
