package io.millrace.local.map;

import io.millrace.local.StackException;
import io.millrace.schemas.avro.Origin;
import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.definition.DocumentReader;
import io.millrace.udfs.format.PayloadFormat;
import io.millrace.udfs.format.RefusalCode;
import io.millrace.udfs.format.RefusedException;
import io.millrace.udfs.mapping.Message;
import io.millrace.udfs.mapping.MessageReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;

/**
 * Messages made of lines, as if they stood in a topic.
 *
 * @param format of the payloads, which says whether lines are base64
 * @param whole whether lines are documents of whole messages
 */
record TrialMessages(
    String deviceId, Map<String, String> headers, PayloadFormat format, boolean whole) {

  /** Takes a message and the number of its line, from 1. */
  interface Each {
    void take(long line, Message message);
  }

  /**
   * Hands on every line that is not empty.
   *
   * @param lines decoded as ISO-8859-1, so that bytes stay what they are, valid UTF-8 or not
   */
  void each(BufferedReader lines, Each each) throws IOException {
    long number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (!line.isBlank()) {
        each.take(number, message(number, line));
      }
    }
  }

  /** The payload that a line stands for: of a format that is no text, the line is base64. */
  static byte[] payload(PayloadFormat format, String line) throws RefusedException {
    byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
    return switch (format) {
      case JSON, CSV, TEXT, NUMBER, SENML_JSON, CLOUDEVENTS_JSON -> bytes;
      default -> {
        try {
          yield Base64.getDecoder().decode(line.strip());
        } catch (IllegalArgumentException e) {
          throw new RefusedException(
              RefusalCode.WRONG_TYPE, "", "A line must be base64: " + e.getMessage());
        }
      }
    };
  }

  private Message message(long number, String line) {
    try {
      return whole ? document(number, line) : message(number, payload(format, line));
    } catch (RefusedException | DefinitionException e) {
      throw new StackException("Line " + number + " is no message: " + e.getMessage(), e);
    }
  }

  private Message document(long number, String line) throws DefinitionException {
    byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
    DocumentReader reader = DocumentReader.of(new String(bytes, StandardCharsets.UTF_8));
    Message message = new MessageReader(headers.get("source"), Instant.now()).read(reader, number);
    reader.check();
    return message;
  }

  private Message message(long line, byte[] payload) {
    return new Message(
        deviceId,
        "line-" + line,
        headers.getOrDefault("source", ""),
        headers.getOrDefault("content-type", ""),
        headers,
        payload,
        new Origin("device-messages", 0, line, 0),
        Instant.now());
  }
}
