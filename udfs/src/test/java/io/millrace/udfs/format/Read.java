package io.millrace.udfs.format;

import io.millrace.udfs.Given;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Reads payloads as a message of a source would be, in few words. */
final class Read {
  private static final PayloadFormats FORMATS = new PayloadFormats();

  private Read() {}

  static Object as(String contentType, byte[] payload) throws RefusedException {
    return read(contentType, Map.of(), payload, null).value();
  }

  static Object as(String contentType, String payload) throws RefusedException {
    return as(contentType, bytes(payload));
  }

  static Object declared(PayloadFormat format, byte[] payload, String... columns)
      throws RefusedException {
    return read("", Map.of(), payload, new DeclaredFormat(format, List.of(columns))).value();
  }

  static DecodedPayload read(
      String contentType, Map<String, String> headers, byte[] payload, DeclaredFormat declared)
      throws RefusedException {
    return FORMATS.read(new RawPayload(payload, contentType, headers, Given.NOON), declared);
  }

  /** The code with which something is refused; an error where it is not. */
  static RefusalCode refusal(Reading reading) {
    try {
      throw new AssertionError("Was accepted: " + reading.read());
    } catch (RefusedException e) {
      return e.code();
    }
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] hex(String hex) {
    return java.util.HexFormat.of().parseHex(hex);
  }

  /** Something that is read. */
  @FunctionalInterface
  interface Reading {
    Object read() throws RefusedException;
  }
}
