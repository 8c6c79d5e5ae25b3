package io.millrace.udfs.ontology.use;

import io.millrace.schemas.avro.Definition;
import io.millrace.udfs.definition.Problem;
import io.millrace.udfs.mapping.Mapping;
import io.millrace.udfs.ontology.Ontology;
import io.millrace.udfs.ontology.OntologyReading;
import io.millrace.udfs.ontology.change.Change;
import io.millrace.udfs.ontology.change.OntologyDiff;
import io.millrace.udfs.ontology.change.Usage;
import io.millrace.udfs.ontology.lint.Finding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What would come of saving a document as the next version.
 *
 * @param findings about the document itself, errors first
 * @param changes against the version that stands; none where the document has errors
 * @param conflicts with definitions that stand
 */
public record Review(List<Finding> findings, List<Change> changes, List<Conflict> conflicts) {

  /**
   * Reviews a document.
   *
   * @param mappings in force
   * @param rules in force
   * @param others what else uses the ontology
   */
  public static Review of(
      Ontology before,
      OntologyReading next,
      Collection<Mapping> mappings,
      Collection<Definition> rules,
      Collection<Usage> others) {
    Ontology after = next.ontology();
    if (after == null) {
      return new Review(next.findings(), List.of(), List.of());
    }
    RuleReview judged = RuleReview.of(before, after, mappings, rules);
    List<Usage> usages = new ArrayList<>(others);
    mappings.stream().filter(mapping -> !mapping.template()).map(Usages::of).forEach(usages::add);
    usages.addAll(judged.usages());
    List<Conflict> conflicts = new ArrayList<>();
    mappings.forEach(mapping -> conflicts.addAll(conflicts(mapping, before, after)));
    conflicts.addAll(judged.conflicts());
    return new Review(
        next.findings(), OntologyDiff.between(before, after, usages), List.copyOf(conflicts));
  }

  private static List<Conflict> conflicts(Mapping mapping, Ontology before, Ontology after) {
    // By their places: the reasons also say what else the type has.
    List<String> known = MappingFit.problems(mapping, before).stream().map(Problem::path).toList();
    return MappingFit.problems(mapping, after).stream()
        .filter(problem -> !known.contains(problem.path()))
        .map(p -> new Conflict(Usage.Kind.MAPPING, mapping.id(), p.path(), p.reason()))
        .toList();
  }

  /** Whether the document is an ontology at all. */
  public boolean valid() {
    return findings.stream().noneMatch(Finding::isError);
  }

  public List<Change> breaking() {
    return changes.stream().filter(Change::breaking).toList();
  }

  /** Whether saving it demands that somebody says so. */
  public boolean demandsConsent() {
    return !conflicts.isEmpty() || changes.stream().anyMatch(Change::breaking);
  }
}
