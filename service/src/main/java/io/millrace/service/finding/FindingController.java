package io.millrace.service.finding;

import io.millrace.schemas.avro.FindingKind;
import io.millrace.service.web.Paging;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Findings over HTTP. */
@Tag(name = "Findings", description = "What is wrong between objects: dangling links and the like.")
@RestController
@RequestMapping(path = "/api/v1/findings", produces = MediaType.APPLICATION_JSON_VALUE)
class FindingController {
  private final FindingSearch search;

  FindingController(FindingSearch search) {
    this.search = search;
  }

  @Operation(operationId = "listFindings", summary = "List findings, the latest first")
  @GetMapping
  FindingView.Listing list(
      @Parameter(description = "Type of the object.") @RequestParam(required = false)
          @Nullable String type,
      @Parameter(description = "Id of the object.") @RequestParam(required = false)
          @Nullable String object,
      @RequestParam(required = false) @Nullable FindingKind kind,
      @Parameter(description = "The link type, or the property.") @RequestParam(required = false)
          @Nullable String subject,
      @Parameter(description = "Default: those that are open and those that were.")
          @RequestParam(required = false)
          @Nullable Boolean open,
      Paging paging) {
    return search.search(
        new FindingSearch.Criteria(type, object, kind, subject, open),
        paging.limit(),
        paging.offset());
  }
}
