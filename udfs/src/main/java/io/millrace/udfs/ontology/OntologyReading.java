package io.millrace.udfs.ontology;

import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.ontology.lint.Finding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of reading a document.
 *
 * @param ontology null where there is an error among the findings
 * @param findings errors first, then warnings
 */
public record OntologyReading(@Nullable Ontology ontology, List<Finding> findings) {
  public OntologyReading {
    findings = List.copyOf(findings);
  }

  public List<Finding> errors() {
    return findings.stream().filter(Finding::isError).toList();
  }

  /**
   * The ontology.
   *
   * @throws DefinitionException with all errors, where there are any
   */
  public Ontology orThrow() throws DefinitionException {
    if (ontology == null) {
      throw new DefinitionException(errors().stream().map(Finding::problem).toList());
    }
    return ontology;
  }
}
