package io.millrace.service.history;

import io.millrace.service.problem.ProblemCode;
import io.millrace.service.problem.ProblemException;
import io.millrace.store.ObjectHistory;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where the properties of objects come from, over HTTP. */
@Tag(name = "Objects")
@RestController
@RequestMapping(path = "/api/v1/objects", produces = MediaType.APPLICATION_JSON_VALUE)
class LineageController {
  private final ObjectEvents events;
  private final EventViews views;

  LineageController(ObjectEvents events, EventViews views) {
    this.events = events;
    this.views = views;
  }

  @Operation(
      operationId = "getLineage",
      summary = "Get where each property of an object comes from",
      description =
          "The event that gave it its value, and the observation, row or edit that this came of,"
              + " with the mapping's version. Deleted objects have theirs too.")
  @GetMapping("/{type}/{id}/lineage")
  LineageView get(
      @PathVariable String type,
      @PathVariable String id,
      @Parameter(description = "After the event of this number.") @RequestParam(required = false)
          @Nullable Long seq,
      @Parameter(description = "As it was known then; ISO 8601 with offset.")
          @RequestParam(required = false)
          @Nullable Instant at) {
    if (seq != null && at != null) {
      throw new ProblemException(ProblemCode.INVALID_PARAMETER, "One of seq and at can be given");
    }
    ObjectHistory history = events.of(type, id);
    ObjectHistory.State state =
        at != null ? history.at(at) : history.at(seq == null ? Long.MAX_VALUE : seq);
    if (state == null) {
      throw new ProblemException(
          ProblemCode.NOT_FOUND, "There is no event of " + type + " '" + id + "'");
    }
    return LineageView.of(history, state.last(), views.of(state.last()));
  }
}
