package io.millrace.service.command;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What became of commands, over HTTP. */
@Tag(name = "Commands")
@RestController
@RequestMapping(path = "/api/v1/commands", produces = MediaType.APPLICATION_JSON_VALUE)
class CommandProgressController {
  private final CommandSearch search;

  CommandProgressController(CommandSearch search) {
    this.search = search;
  }

  @Operation(
      operationId = "getCommand",
      summary = "Get how far a command has come",
      description =
          "By the id that its POST answered, or the id of an object's event that devices were told"
              + " of. It is known about a second after it was accepted.")
  @ApiResponse(responseCode = "200", description = "The command with its deliveries")
  @GetMapping("/{id}")
  CommandProgress get(@PathVariable String id) {
    return search.get(id);
  }
}
