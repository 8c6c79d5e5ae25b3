package io.millrace.jobs.ingest;

import io.millrace.jobs.runtime.definition.ControlRecord;
import io.millrace.jobs.runtime.kafka.KafkaSettings;
import io.millrace.jobs.runtime.kafka.KafkaSources;
import io.millrace.jobs.runtime.kafka.RawMessage;
import io.millrace.schemas.Topics;
import org.apache.flink.api.connector.source.Source;

/**
 * What the ingest job reads.
 *
 * @param control mappings, devices and sources as they change
 * @param definitions those that stand at the start
 * @param formats decoders of payloads
 */
public record IngestSources(
    Source<RawMessage, ?, ?> messages,
    Source<ControlRecord, ?, ?> control,
    DefinitionSnapshots definitions,
    FormatsFactory formats) {

  public static IngestSources of(KafkaSettings kafka, IngestOptions options) {
    return new IngestSources(
        KafkaSources.raw(kafka, Topics.DEVICE_MESSAGES),
        KafkaSources.control(kafka, IngestDefinitions.TOPICS),
        DefinitionSnapshots.of(kafka),
        FormatsFactory.withRegistry(kafka.registryUrl(), options.maxUnpackedBytes()));
  }
}
