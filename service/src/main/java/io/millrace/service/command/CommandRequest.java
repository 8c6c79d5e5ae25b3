package io.millrace.service.command;

import io.millrace.service.problem.ProblemCode;
import io.millrace.service.problem.ProblemException;
import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.definition.DocumentReader;
import io.millrace.udfs.device.DeviceCompiler;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a caller asks.
 *
 * @param parameters a JSON object
 * @param expiresIn null: never
 */
record CommandRequest(String name, String parameters, @Nullable Duration expiresIn) {
  private static final Duration LONGEST = Duration.ofDays(30);

  /** The request in a body; a problem with every place that is wrong where it is none. */
  static CommandRequest read(byte[] body) {
    DocumentReader reader = open(body);
    reader.only(new TreeSet<>(Set.of("name", "parameters", "expiresIn")));
    String name = reader.matching("name", DeviceCompiler.COMMAND);
    String parameters = reader.json("parameters");
    Duration expiresIn = duration(reader);
    try {
      reader.check();
    } catch (DefinitionException e) {
      throw new ProblemException(
          ProblemCode.INVALID_COMMAND,
          String.valueOf(e.getMessage()),
          Map.of("errors", e.problems()));
    }
    return new CommandRequest(name, parameters, expiresIn);
  }

  private static DocumentReader open(byte[] body) {
    try {
      return DocumentReader.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString());
    } catch (CharacterCodingException e) {
      throw new ProblemException(ProblemCode.MALFORMED_DOCUMENT, "Not UTF-8");
    } catch (DefinitionException e) {
      throw new ProblemException(ProblemCode.MALFORMED_DOCUMENT, String.valueOf(e.getMessage()));
    }
  }

  private static @Nullable Duration duration(DocumentReader reader) {
    String text = reader.textOrNull("expiresIn");
    if (text == null) {
      return null;
    }
    try {
      Duration duration = Duration.parse(text);
      if (!duration.isNegative() && !duration.isZero() && duration.compareTo(LONGEST) <= 0) {
        return duration;
      }
    } catch (DateTimeParseException e) {
      // Said below.
    }
    reader.problem("expiresIn", "Must be an ISO 8601 duration above zero, at most P30D: PT10M");
    return null;
  }
}
