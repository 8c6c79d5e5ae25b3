package io.millrace.jobs.dispatch;

import io.millrace.jobs.runtime.definition.ControlRecord;
import io.millrace.jobs.runtime.kafka.Decoded;
import io.millrace.jobs.runtime.kafka.KafkaSettings;
import io.millrace.jobs.runtime.kafka.KafkaSources;
import io.millrace.schemas.Topics;
import io.millrace.schemas.avro.ObjectCommand;
import io.millrace.schemas.avro.ObjectEvent;
import org.apache.flink.api.connector.source.Source;

/**
 * What the dispatch job reads.
 *
 * @param control devices and codecs as they change
 * @param definitions those that stand at the start
 */
public record DispatchSources(
    Source<Decoded<ObjectEvent>, ?, ?> events,
    Source<Decoded<ObjectCommand>, ?, ?> commands,
    Source<ControlRecord, ?, ?> control,
    DispatchSnapshots definitions) {

  public static DispatchSources of(KafkaSettings kafka) {
    return new DispatchSources(
        KafkaSources.avro(kafka, Topics.OBJECT_EVENTS, ObjectEvent.class),
        KafkaSources.avro(kafka, Topics.OBJECT_COMMANDS, ObjectCommand.class),
        KafkaSources.control(kafka, DispatchDefinitions.TOPICS),
        DispatchSnapshots.of(kafka));
  }
}
