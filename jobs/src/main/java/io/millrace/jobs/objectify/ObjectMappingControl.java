package io.millrace.jobs.objectify;

import io.millrace.jobs.runtime.definition.ControlRecord;
import io.millrace.jobs.runtime.definition.ControlTopic;
import io.millrace.jobs.runtime.definition.DefinitionControl;
import io.millrace.jobs.runtime.definition.DefinitionSnapshot;
import io.millrace.jobs.runtime.definition.Reception;
import io.millrace.udfs.objectify.mapping.ObjectMapping;
import io.millrace.udfs.objectify.mapping.ObjectMappingCompiler;
import io.millrace.udfs.objectify.mapping.ObjectMappings;
import java.util.List;
import org.apache.flink.api.common.state.OperatorStateStore;

/** The object mappings of one subtask. */
final class ObjectMappingControl {
  private final DefinitionControl<ObjectMapping> definitions;
  private ObjectMappings mappings;

  ObjectMappingControl(OperatorStateStore state, DefinitionSnapshot snapshot) throws Exception {
    definitions =
        DefinitionControl.of(ControlTopic.OBJECT_MAPPINGS, new ObjectMappingCompiler(), state);
    definitions.prime(snapshot.read());
    mappings = new ObjectMappings(definitions.table().values());
  }

  /** Those in force. */
  ObjectMappings mappings() {
    return mappings;
  }

  /** Takes a record of the broadcast stream; those of other topics are no matter. */
  List<Reception> receive(ControlRecord record) throws Exception {
    if (ControlTopic.of(record) != ControlTopic.OBJECT_MAPPINGS) {
      return List.of();
    }
    List<Reception> receptions = definitions.receive(record);
    if (!receptions.isEmpty()) {
      mappings = new ObjectMappings(definitions.table().values());
    }
    return receptions;
  }
}
