package io.millrace.service.backtest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Why an alert is what it is, over HTTP. */
@Tag(name = "Alerts", description = "What the rules found.")
@RestController
@RequestMapping(path = "/api/v1/alerts", produces = MediaType.APPLICATION_JSON_VALUE)
class ExplanationController {
  private final AlertExplanation explanation;

  ExplanationController(AlertExplanation explanation) {
    this.explanation = explanation;
  }

  @Operation(
      operationId = "explainAlert",
      summary = "Let the alert's rule judge its observations again, and compare",
      description =
          "The rule version that decided judges the stored observations once more, by the engine"
              + " that runs live. The answer says whether the same alert came out, byte for byte,"
              + " or how it differs.")
  @GetMapping("/{id}/explanation")
  ExplanationView explanation(@PathVariable String id) {
    return explanation.of(id);
  }
}
