package io.millrace.jobs.dispatch;

import io.millrace.jobs.runtime.definition.ControlTopic;
import io.millrace.jobs.runtime.definition.DefinitionSnapshot;
import io.millrace.jobs.runtime.definition.KafkaDefinitionSnapshot;
import io.millrace.jobs.runtime.kafka.KafkaSettings;
import java.io.Serializable;

/** The definitions that stand when the dispatch job starts. */
public record DispatchSnapshots(DefinitionSnapshot devices, DefinitionSnapshot codecs)
    implements Serializable {

  static DispatchSnapshots of(KafkaSettings kafka) {
    return new DispatchSnapshots(
        new KafkaDefinitionSnapshot(kafka, ControlTopic.DEVICES),
        new KafkaDefinitionSnapshot(kafka, ControlTopic.CODECS));
  }
}
