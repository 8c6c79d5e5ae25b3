package io.millrace.service.finding;

import io.millrace.schemas.avro.FindingKind;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

/**
 * A finding as the index has it and the API shows it.
 *
 * @param seq grows with each change of it
 * @param subject the link type, or the property
 * @param otherId of a value that is not unique: the object that has it, too
 */
@Schema(name = "ObjectFinding", description = "Something that is wrong between objects, or was.")
record FindingView(
    String id,
    long seq,
    FindingKind kind,
    @Schema(description = "False: it is right again.") boolean open,
    String objectType,
    String objectId,
    @Schema(description = "The link type, or the property.") String subject,
    String otherType,
    String otherId,
    @Schema(description = "When what brought it about was recorded.") Instant at) {

  /** A stretch of the findings that match. */
  @Schema(name = "ObjectFindings")
  record Listing(
      @Schema(description = "How many match in all.") long total, List<FindingView> items) {}
}
