package io.millrace.jobs.objectify;

import io.millrace.jobs.runtime.definition.ControlRecord;
import io.millrace.jobs.runtime.definition.ControlTopic;
import io.millrace.jobs.runtime.definition.DefinitionControl;
import io.millrace.jobs.runtime.definition.Reception;
import io.millrace.udfs.objectify.Model;
import io.millrace.udfs.ontology.Ontology;
import io.millrace.udfs.ontology.OntologyCompiler;
import io.millrace.udfs.ontology.instance.Shapes;
import java.util.List;
import org.apache.flink.api.common.state.OperatorStateStore;

/** The ontology and object mappings of one subtask, and what they mean for objects. */
final class ObjectifyDefinitions {
  private final DefinitionControl<Ontology> ontologies;
  private final ObjectMappingControl mappings;
  private Shapes shapes;
  private Model model;

  ObjectifyDefinitions(OperatorStateStore state, ObjectifySnapshots snapshots) throws Exception {
    ontologies = DefinitionControl.of(ControlTopic.ONTOLOGY, new OntologyCompiler(), state);
    ontologies.prime(snapshots.ontology().read());
    mappings = new ObjectMappingControl(state, snapshots.mappings());
    shapes = shapes();
    model = new Model(shapes, mappings.mappings().conflicts());
  }

  /** What objects are held against now. */
  Model model() {
    return model;
  }

  /**
   * Takes a record of the broadcast stream.
   *
   * @return what became of the ontology; of mappings others tell
   */
  List<Reception> receive(ControlRecord record) throws Exception {
    if (ControlTopic.of(record) == ControlTopic.ONTOLOGY) {
      List<Reception> receptions = ontologies.receive(record);
      if (!receptions.isEmpty()) {
        shapes = shapes();
        model = new Model(shapes, mappings.mappings().conflicts());
      }
      return receptions;
    }
    if (!mappings.receive(record).isEmpty()) {
      model = new Model(shapes, mappings.mappings().conflicts());
    }
    return List.of();
  }

  private Shapes shapes() {
    Ontology inForce = ontologies.table().get(Ontology.ID);
    return Shapes.of(inForce == null ? Ontology.empty() : inForce);
  }
}
