package io.millrace.jobs.objectify;

import io.millrace.jobs.runtime.definition.ControlRecord;
import io.millrace.jobs.runtime.kafka.Decoded;
import io.millrace.jobs.runtime.kafka.KafkaSettings;
import io.millrace.jobs.runtime.kafka.KafkaSources;
import io.millrace.schemas.Topics;
import io.millrace.schemas.avro.DatasetRow;
import io.millrace.schemas.avro.ObjectEdit;
import io.millrace.schemas.avro.Observation;
import org.apache.flink.api.connector.source.Source;

/**
 * What the objectify job reads.
 *
 * @param control ontology and object mappings as they change
 * @param definitions those that stand at the start
 */
public record ObjectifySources(
    Source<Decoded<Observation>, ?, ?> observations,
    Source<Decoded<DatasetRow>, ?, ?> rows,
    Source<Decoded<ObjectEdit>, ?, ?> edits,
    Source<ControlRecord, ?, ?> control,
    ObjectifySnapshots definitions) {

  public static ObjectifySources of(KafkaSettings kafka) {
    return new ObjectifySources(
        KafkaSources.avro(kafka, Topics.OBSERVATIONS, Observation.class),
        KafkaSources.avro(kafka, Topics.DATASET_ROWS, DatasetRow.class),
        KafkaSources.avro(kafka, Topics.OBJECT_EDITS, ObjectEdit.class),
        KafkaSources.control(kafka, ObjectifyTopology.CONTROL_TOPICS),
        ObjectifySnapshots.of(kafka));
  }
}
