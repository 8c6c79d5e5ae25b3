package io.millrace.service.definition;

import io.millrace.service.object.LinkEnds;
import java.util.List;
import org.springframework.stereotype.Component;

/** The links of the ontology in force. */
@Component
class OntologyLinks implements LinkEnds {
  private final StoredOntology ontology;

  OntologyLinks(StoredOntology ontology) {
    this.ontology = ontology;
  }

  @Override
  public List<End> of(String objectType) {
    return ontology.present().ends(objectType).stream()
        .map(end -> new End(end.name(), end.link().id(), end.fromSource()))
        .toList();
  }

  @Override
  public boolean has(String linkType) {
    return ontology.present().linkType(linkType) != null;
  }
}
