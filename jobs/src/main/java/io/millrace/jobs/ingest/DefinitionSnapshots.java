package io.millrace.jobs.ingest;

import io.millrace.jobs.runtime.definition.ControlTopic;
import io.millrace.jobs.runtime.definition.DefinitionSnapshot;
import io.millrace.jobs.runtime.definition.KafkaDefinitionSnapshot;
import io.millrace.jobs.runtime.kafka.KafkaSettings;
import java.io.Serializable;

/** The definitions that stand when the ingest job starts. */
public record DefinitionSnapshots(
    DefinitionSnapshot mappings,
    DefinitionSnapshot devices,
    DefinitionSnapshot sources,
    DefinitionSnapshot codecs)
    implements Serializable {

  static DefinitionSnapshots of(KafkaSettings kafka) {
    return new DefinitionSnapshots(
        new KafkaDefinitionSnapshot(kafka, ControlTopic.MAPPINGS),
        new KafkaDefinitionSnapshot(kafka, ControlTopic.DEVICES),
        new KafkaDefinitionSnapshot(kafka, ControlTopic.SOURCES),
        new KafkaDefinitionSnapshot(kafka, ControlTopic.CODECS));
  }
}
