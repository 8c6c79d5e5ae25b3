package io.millrace.service.backtest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Backtests over HTTP; nothing is written. */
@Tag(name = "Trials", description = "Definitions before they are saved.")
@RestController
@RequestMapping(
    path = "/api/v1/rules",
    consumes = MediaType.APPLICATION_JSON_VALUE,
    produces = MediaType.APPLICATION_JSON_VALUE)
class BacktestController {
  private static final String FORM =
      "All optional. rule: a document that is not saved; version: of the saved one. against: a"
          + " version, or a document, to compare with. from, to: observed from and before."
          + " observations: to judge in the place of those that Kafka has. plot: true for an SVG of"
          + " the property and object that are named, or of the busiest.";

  private final RuleBacktest backtest;

  BacktestController(RuleBacktest backtest) {
    this.backtest = backtest;
  }

  @Operation(
      operationId = "backtestRule",
      summary = "What a rule would have found; nothing is written",
      description = "By the engine that runs live, over the observations that Kafka still has.",
      requestBody =
          @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_JSON_VALUE,
                      schema = @Schema(type = "object", description = FORM))))
  @PostMapping("/{id}:backtest")
  BacktestView backtest(
      @PathVariable String id, @org.springframework.web.bind.annotation.RequestBody byte[] body) {
    return backtest.run(id, body);
  }
}
