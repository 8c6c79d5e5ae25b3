package io.millrace.service.trial;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Mappings on trial, over HTTP; nothing is written. */
@Tag(name = "Trials", description = "Mappings before they are saved.")
@RestController
@RequestMapping(
    path = "/api/v1",
    consumes = MediaType.APPLICATION_JSON_VALUE,
    produces = MediaType.APPLICATION_JSON_VALUE)
class TrialController {
  private final MappingDryRun dryRun;
  private final MappingProposal proposal;

  TrialController(MappingDryRun dryRun, MappingProposal proposal) {
    this.dryRun = dryRun;
    this.proposal = proposal;
  }

  @Operation(
      operationId = "dryRunMapping",
      summary = "Try a mapping on messages; nothing is written",
      description =
          "By the code of the ingest job, with the devices and sources that are saved. A body may"
              + " have 1 MiB and 1000 messages.",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_JSON_VALUE,
                      schema = @Schema(implementation = Bodies.DryRun.class))))
  @PostMapping("/mappings/{id}:dry-run")
  DryRunView dryRun(@PathVariable String id, @RequestBody byte[] body) {
    return dryRun.run(id, body);
  }

  @Operation(
      operationId = "inferMapping",
      summary = "Propose a mapping from sample messages; nothing is written",
      description = "A body may have 1 MiB and 1000 messages.",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_JSON_VALUE,
                      schema = @Schema(implementation = Bodies.Inference.class))))
  @PostMapping("/mappings:infer")
  ProposalView infer(@RequestBody byte[] body) {
    return proposal.of(body);
  }
}
