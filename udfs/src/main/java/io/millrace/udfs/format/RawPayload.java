package io.millrace.udfs.format;

import java.time.Instant;
import java.util.Map;

/**
 * A payload as it came, with what says how to read it.
 *
 * @param contentType media type, empty if there is none
 * @param headers texts by name
 * @param receivedAt when it came
 * @param deviceId who sent it, empty where nothing tells
 */
public record RawPayload(
    byte[] bytes,
    String contentType,
    Map<String, String> headers,
    Instant receivedAt,
    String deviceId) {

  /** Of nobody known. */
  public RawPayload(
      byte[] bytes, String contentType, Map<String, String> headers, Instant receivedAt) {
    this(bytes, contentType, headers, receivedAt, "");
  }
}
