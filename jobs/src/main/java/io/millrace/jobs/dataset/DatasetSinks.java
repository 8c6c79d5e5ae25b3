package io.millrace.jobs.dataset;

import io.millrace.jobs.runtime.kafka.Envelopes;
import io.millrace.jobs.runtime.kafka.KafkaSettings;
import io.millrace.jobs.runtime.kafka.KafkaSinks;
import io.millrace.schemas.Topics;
import io.millrace.schemas.avro.DatasetRow;
import io.millrace.schemas.avro.DeadLetter;
import org.apache.flink.api.connector.sink2.Sink;

/** What the dataset job writes. */
public record DatasetSinks(Sink<DatasetRow> rows, Sink<DeadLetter> deadLetters) {
  public static DatasetSinks of(KafkaSettings kafka) {
    return new DatasetSinks(
        KafkaSinks.avro(kafka, Topics.DATASET_ROWS, DatasetRow.class, Envelopes.DATASET_ROW),
        KafkaSinks.deadLetters(kafka));
  }
}
