package io.millrace.service.trial;

import io.millrace.udfs.inference.Candidate;
import io.millrace.udfs.inference.Proposal;
import io.millrace.udfs.inference.ProposedField;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A proposed mapping, with how sure it is of each part. */
@Schema(name = "MappingProposal")
record ProposalView(
    @Schema(type = "object", description = "The mapping, ready to be saved.") JsonNode mapping,
    @Schema(description = "What it takes for the object's id, the likeliest first.")
        List<Candidate> objectId,
    @Schema(description = "What it takes for the time of observation, the likeliest first.")
        List<Candidate> observedAt,
    List<ProposedField> fields,
    @Schema(description = "Samples that the mapping maps.") long mapped,
    long samples,
    List<String> notes) {
  private static final JsonMapper JSON = new JsonMapper();

  static ProposalView of(Proposal proposal, List<String> unread) {
    List<String> notes = new ArrayList<>(unread);
    notes.addAll(proposal.notes());
    return new ProposalView(
        JSON.readTree(proposal.document()),
        proposal.objectId(),
        proposal.observedAt(),
        proposal.fields(),
        proposal.mapped(),
        proposal.samples(),
        notes);
  }
}
