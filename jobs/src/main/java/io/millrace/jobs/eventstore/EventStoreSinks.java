package io.millrace.jobs.eventstore;

import io.millrace.jobs.runtime.kafka.KafkaSettings;
import io.millrace.jobs.runtime.kafka.KafkaSinks;
import io.millrace.jobs.runtime.option.OptionValues;
import io.millrace.schemas.avro.DeadLetter;
import io.millrace.schemas.avro.ObjectEvent;
import org.apache.flink.api.connector.sink2.Sink;

/** What the event store job writes. */
public record EventStoreSinks(Sink<ObjectEvent> files, Sink<DeadLetter> deadLetters) {

  public static EventStoreSinks of(KafkaSettings kafka, OptionValues values) {
    return new EventStoreSinks(
        EventFiles.sink(values.get(EventStoreOptions.ROOT)), KafkaSinks.deadLetters(kafka));
  }
}
