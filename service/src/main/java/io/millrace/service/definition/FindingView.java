package io.millrace.service.definition;

import io.millrace.udfs.ontology.lint.Finding;
import io.swagger.v3.oas.annotations.media.Schema;

/** Something wrong or doubtful about an ontology's document. */
@Schema(name = "Finding")
record FindingView(
    @Schema(description = "Stable, for programs.", example = "dangling-link") String code,
    @Schema(allowableValues = {"error", "warning"}) String severity,
    @Schema(description = "JSON pointer into the document.") String path,
    String reason) {

  static FindingView of(Finding finding) {
    return new FindingView(
        finding.code().code(), finding.severity().word(), finding.path(), finding.reason());
  }
}
