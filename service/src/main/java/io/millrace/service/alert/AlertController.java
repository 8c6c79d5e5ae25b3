package io.millrace.service.alert;

import io.millrace.schemas.avro.AlertState;
import io.millrace.service.web.Paging;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Alerts over HTTP. */
@Tag(name = "Alerts", description = "What the rules found.")
@RestController
@RequestMapping(path = "/api/v1/alerts", produces = MediaType.APPLICATION_JSON_VALUE)
class AlertController {
  private final AlertSearch search;

  AlertController(AlertSearch search) {
    this.search = search;
  }

  @Operation(operationId = "listAlerts", summary = "List alerts, those opened last first")
  @GetMapping
  AlertView.Listing list(
      @Parameter(description = "Repeat it for more than one.") @RequestParam(required = false)
          @Nullable Set<AlertState> state,
      @Parameter(description = "Id of the rule.") @RequestParam(required = false)
          @Nullable String rule,
      @Parameter(description = "Type of the object.") @RequestParam(required = false)
          @Nullable String type,
      @Parameter(description = "Id of the object.") @RequestParam(required = false)
          @Nullable String object,
      @RequestParam(required = false) @Nullable String severity,
      @Parameter(description = "Opened at or after; ISO 8601 with offset.")
          @RequestParam(required = false)
          @Nullable Instant from,
      @Parameter(description = "Opened before; ISO 8601 with offset.")
          @RequestParam(required = false)
          @Nullable Instant to,
      Paging paging) {
    Set<AlertState> states = state == null ? Set.of() : state;
    return search.search(
        new AlertSearch.Criteria(states, rule, type, object, severity, from, to),
        paging.limit(),
        paging.offset());
  }

  @Operation(operationId = "getAlert", summary = "Get an alert")
  @GetMapping("/{id}")
  ResponseEntity<AlertView> get(@PathVariable String id) {
    AlertView alert = search.get(id);
    return ResponseEntity.ok().eTag("\"" + alert.seq() + "\"").body(alert);
  }
}
