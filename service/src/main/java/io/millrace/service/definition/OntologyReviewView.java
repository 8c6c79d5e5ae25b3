package io.millrace.service.definition;

import io.millrace.udfs.ontology.change.Change;
import io.millrace.udfs.ontology.change.Usage;
import io.millrace.udfs.ontology.use.Conflict;
import io.millrace.udfs.ontology.use.Review;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** What would come of saving a document as the next version of the ontology. */
@Schema(name = "OntologyReview")
record OntologyReviewView(
    @Schema(description = "Whether the document is an ontology: no finding is an error.")
        boolean valid,
    @Schema(description = "Whether it is only saved with allow=breaking.") boolean breaking,
    List<FindingView> findings,
    @Schema(description = "Against the version that stands.") List<ChangeView> changes,
    @Schema(description = "Definitions that fit the version that stands, and would not fit this.")
        List<ConflictView> conflicts) {

  static OntologyReviewView of(Review review) {
    return new OntologyReviewView(
        review.valid(),
        review.demandsConsent(),
        review.findings().stream().map(FindingView::of).toList(),
        review.changes().stream().map(ChangeView::of).toList(),
        review.conflicts().stream().map(ConflictView::of).toList());
  }

  /** One difference from the version that stands. */
  @Schema(name = "OntologyChange")
  record ChangeView(
      @Schema(description = "Stable, for programs.", example = "property-removed") String code,
      @Schema(allowableValues = {"safe", "needs-backfill", "breaking"}) String impact,
      @Schema(
              description = "What it demands of the indexes.",
              allowableValues = {"none", "in-place", "rebuild"})
          String index,
      @Schema(description = "JSON pointer to the element.") String path,
      String reason,
      List<UsageView> touches) {

    static ChangeView of(Change change) {
      return new ChangeView(
          change.code().code(),
          change.impact().word(),
          change.index().word(),
          change.path(),
          change.reason(),
          change.touches().stream().map(UsageView::of).toList());
    }

    /** Not a member of the body: the impact says it. */
    boolean breaking() {
      return impact.equals("breaking");
    }
  }

  /** Something that uses what changes. */
  @Schema(name = "OntologyUsage")
  record UsageView(
      @Schema(allowableValues = {"mapping", "object-mapping", "rule", "query", "index"})
          String kind,
      String id) {

    static UsageView of(Usage usage) {
      return new UsageView(usage.kind().word(), usage.id());
    }
  }

  /** Something that would no longer fit. */
  @Schema(name = "OntologyConflict")
  record ConflictView(
      @Schema(allowableValues = {"mapping", "rule"}) String kind,
      String id,
      @Schema(description = "JSON pointer into its document.") String path,
      String reason) {

    static ConflictView of(Conflict conflict) {
      return new ConflictView(
          conflict.kind().word(), conflict.id(), conflict.path(), conflict.reason());
    }
  }
}
