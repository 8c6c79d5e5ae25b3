package io.millrace.jobs.objectify;

import io.millrace.jobs.runtime.definition.ControlTopic;
import io.millrace.jobs.runtime.definition.DefinitionSnapshot;
import io.millrace.jobs.runtime.definition.KafkaDefinitionSnapshot;
import io.millrace.jobs.runtime.kafka.KafkaSettings;
import java.io.Serializable;

/** The definitions that stand when the objectify job starts. */
public record ObjectifySnapshots(DefinitionSnapshot ontology, DefinitionSnapshot mappings)
    implements Serializable {

  static ObjectifySnapshots of(KafkaSettings kafka) {
    return new ObjectifySnapshots(
        new KafkaDefinitionSnapshot(kafka, ControlTopic.ONTOLOGY),
        new KafkaDefinitionSnapshot(kafka, ControlTopic.OBJECT_MAPPINGS));
  }
}
