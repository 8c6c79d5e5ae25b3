package io.millrace.jobs.objectify;

import io.millrace.jobs.runtime.definition.ControlRecord;
import io.millrace.jobs.runtime.definition.ControlTopic;
import io.millrace.jobs.runtime.definition.DefinitionControl;
import io.millrace.jobs.runtime.definition.Reception;
import io.millrace.schemas.avro.Definition;
import io.millrace.udfs.objectify.Completion;
import io.millrace.udfs.objectify.Model;
import io.millrace.udfs.objectify.OntologyChange;
import io.millrace.udfs.ontology.Ontology;
import io.millrace.udfs.ontology.OntologyCompiler;
import io.millrace.udfs.ontology.instance.Shapes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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

  /** The version of the ontology that is in force. */
  OntologyChange change() {
    Definition definition = ontologies.table().resolved(Ontology.ID);
    return definition == null
        ? new OntologyChange(0, Instant.EPOCH)
        : new OntologyChange(definition.getVersion(), definition.getPublishedAt());
  }

  /** What decides what it adds to objects, by object type. */
  Map<String, String> fingerprints() {
    return Completion.fingerprints(shapes.ontology());
  }

  private Shapes shapes() {
    Ontology inForce = ontologies.table().get(Ontology.ID);
    return Shapes.of(inForce == null ? Ontology.empty() : inForce);
  }
}
