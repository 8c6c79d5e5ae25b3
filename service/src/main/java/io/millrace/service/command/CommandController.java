package io.millrace.service.command;

import io.millrace.schemas.avro.ObjectCommand;
import io.millrace.service.problem.ProblemCode;
import io.millrace.service.problem.ProblemException;
import io.millrace.udfs.Ids;
import io.millrace.udfs.definition.DocumentReader;
import io.millrace.udfs.device.DeviceCompiler;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Commands over HTTP. */
@Tag(name = "Commands", description = "What objects and devices are to do.")
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
class CommandController {
  private static final String ACTOR = "service:api";
  private static final int LONGEST_OBJECT_ID = 512;
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");
  private static final String KEY_TEXT =
      "The same key for the same target within a day is the same command: it is carried out once.";
  private static final String BODY_TEXT =
      "name: what is to be done; parameters: a JSON object; expiresIn: ISO 8601 duration after"
          + " which it is not delivered any more.";
  private static final String EXAMPLE =
      "{\"name\": \"set\", \"parameters\": {\"setpoint\": 21.5}, \"expiresIn\": \"PT10M\"}";

  private final CommandPublisher publisher;

  CommandController(CommandPublisher publisher) {
    this.publisher = publisher;
  }

  @Operation(
      operationId = "commandObject",
      summary = "Send a command to the devices that stand for an object",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              required = true,
              description = BODY_TEXT,
              content =
                  @Content(
                      mediaType = "application/json",
                      schema = @Schema(type = "object", example = EXAMPLE))))
  @ApiResponse(responseCode = "202", description = "Kafka has it")
  @PostMapping(path = "/objects/{type}/{id}/commands", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<CommandView> toObject(
      @PathVariable String type,
      @PathVariable String id,
      @Parameter(description = KEY_TEXT) @RequestHeader(name = "Idempotency-Key", required = false)
          @Nullable String key,
      @RequestBody byte[] body) {
    if (!DocumentReader.ID.matcher(type).matches() || id.length() > LONGEST_OBJECT_ID) {
      throw invalid("No object can have the type '" + type + "' and this id");
    }
    String target = type + "/" + id;
    return accept(target, key, body, command -> command.setObjectType(type).setObjectId(id));
  }

  @Operation(
      operationId = "commandDevice",
      summary = "Send a command to a device",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              required = true,
              description = BODY_TEXT,
              content =
                  @Content(
                      mediaType = "application/json",
                      schema = @Schema(type = "object", example = EXAMPLE))))
  @ApiResponse(responseCode = "202", description = "Kafka has it")
  @PostMapping(path = "/devices/{id}/commands", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<CommandView> toDevice(
      @PathVariable String id,
      @Parameter(description = KEY_TEXT) @RequestHeader(name = "Idempotency-Key", required = false)
          @Nullable String key,
      @RequestBody byte[] body) {
    if (!DeviceCompiler.ID.matcher(id).matches()) {
      throw invalid("No device can have this id; ids match " + DeviceCompiler.ID);
    }
    return accept("device/" + id, key, body, command -> command.setDeviceId(id));
  }

  /** Names the target of a command. */
  @FunctionalInterface
  private interface Target {
    ObjectCommand.Builder name(ObjectCommand.Builder command);
  }

  private ResponseEntity<CommandView> accept(
      String key, @Nullable String idempotencyKey, byte[] body, Target target) {
    CommandRequest request = CommandRequest.read(body);
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    String id = id(key, idempotencyKey);
    Duration expiresIn = request.expiresIn();
    ObjectCommand command =
        target
            .name(ObjectCommand.newBuilder())
            .setId(id)
            .setName(request.name())
            .setParameters(request.parameters())
            .setActor(ACTOR)
            .setTraceId(id)
            .setIssuedAt(now)
            .setExpiresAt(expiresIn == null ? null : now.plus(expiresIn))
            .build();
    publisher.publish(key, command);
    return ResponseEntity.accepted()
        .body(new CommandView(id, command.getName(), now, command.getExpiresAt()));
  }

  private static String id(String target, @Nullable String idempotencyKey) {
    if (idempotencyKey == null) {
      return UUID.randomUUID().toString().replace("-", "");
    }
    if (!KEY.matcher(idempotencyKey).matches()) {
      throw invalid("Idempotency-Key may have 1 to 255 visible ASCII characters");
    }
    return Ids.derive("command", target, idempotencyKey);
  }

  private static ProblemException invalid(String detail) {
    return new ProblemException(ProblemCode.INVALID_PARAMETER, detail);
  }
}
