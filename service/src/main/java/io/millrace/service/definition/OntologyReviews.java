package io.millrace.service.definition;

import io.millrace.schemas.avro.Definition;
import io.millrace.service.problem.ProblemCode;
import io.millrace.service.problem.ProblemException;
import io.millrace.udfs.ontology.Ontology;
import io.millrace.udfs.ontology.OntologyReading;
import io.millrace.udfs.ontology.read.OntologyReader;
import io.millrace.udfs.ontology.use.Review;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Judges documents that are to be the next version of the ontology. */
@Component
class OntologyReviews {
  private final DefinitionStore store;
  private final StoredOntology ontology;
  private final KnownProperties properties;
  private final StoredObjectMappings objectMappings;

  OntologyReviews(
      DefinitionStore store,
      StoredOntology ontology,
      KnownProperties properties,
      StoredObjectMappings objectMappings) {
    this.objectMappings = objectMappings;
    this.store = store;
    this.ontology = ontology;
    this.properties = properties;
  }

  /** What would come of saving the document now. */
  Review of(Document document) {
    return of(store.find(Kind.ONTOLOGY, Ontology.ID).orElse(null), document);
  }

  private Review of(@Nullable StoredDefinition current, Document next) {
    Ontology before = ontology.of(current);
    OntologyReading reading = OntologyReader.read(next.json(), before.version() + 1);
    List<Definition> rules =
        store.active(Kind.RULES).stream().map(StoredDefinition::toAvro).toList();
    return Review.of(before, reading, properties.mappings(), rules, objectMappings.usages());
  }

  /** A problem with every error, where the document is no ontology. */
  void checkValid(Document document) {
    OntologyReading reading = OntologyReader.read(document.json(), 1);
    if (reading.ontology() == null) {
      List<FindingView> errors = reading.errors().stream().map(FindingView::of).toList();
      String detail = errors.size() == 1 ? "One error" : errors.size() + " errors";
      throw new ProblemException(ProblemCode.INVALID_DEFINITION, detail, Map.of("errors", errors));
    }
  }

  /** The ontology that a valid document becomes with the next version. */
  Ontology next(@Nullable StoredDefinition current, Document next) {
    long version = current == null ? 1 : current.version() + 1;
    return Objects.requireNonNull(OntologyReader.read(next.json(), version).ontology(), "invalid");
  }

  /** A problem with all that would break, where something would. */
  void checkCompatible(@Nullable StoredDefinition current, Document next) {
    Review review = of(current, next);
    if (review.demandsConsent()) {
      OntologyReviewView view = OntologyReviewView.of(review);
      throw new ProblemException(
          ProblemCode.BREAKING_CHANGE,
          "%d breaking changes, %d conflicts; allow=breaking saves it all the same"
              .formatted(review.breaking().size(), review.conflicts().size()),
          Map.of(
              "changes",
              view.changes().stream().filter(OntologyReviewView.ChangeView::breaking).toList(),
              "conflicts",
              view.conflicts()));
    }
  }
}
