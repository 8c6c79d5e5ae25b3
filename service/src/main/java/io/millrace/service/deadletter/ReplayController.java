package io.millrace.service.deadletter;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Dead letters over HTTP, to put right. */
@Tag(name = "Dead letters")
@RestController
@RequestMapping(
    path = "/api/v1",
    consumes = MediaType.APPLICATION_JSON_VALUE,
    produces = MediaType.APPLICATION_JSON_VALUE)
class ReplayController {
  private final LetterTrial trial;
  private final LetterReplay replay;

  ReplayController(LetterTrial trial, LetterReplay replay) {
    this.trial = trial;
    this.replay = replay;
  }

  @Operation(
      operationId = "tryDeadLetters",
      summary = "Try a mapping on dead letters; nothing is written",
      description = "At most 100 000 letters, those refused first first.",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_JSON_VALUE,
                      schema = @Schema(implementation = Requests.Trial.class))))
  @PostMapping("/dead-letters:try")
  TrialReport tryAll(@RequestBody byte[] body) {
    return trial.run(Requests.trial(body));
  }

  @Operation(
      operationId = "replayDeadLetters",
      summary = "Send the messages of dead letters again",
      description =
          "At most 100 000 letters, those refused first first. The same request again, also after"
              + " one that failed half-way, makes no duplicates: the ingest job takes each letter"
              + " once.",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_JSON_VALUE,
                      schema = @Schema(implementation = Requests.Replay.class))))
  @PostMapping("/dead-letters:replay")
  ReplayReport replay(@RequestBody byte[] body) {
    return replay.run(Requests.replay(body));
  }
}
