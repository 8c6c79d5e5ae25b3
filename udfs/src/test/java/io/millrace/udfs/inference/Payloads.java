package io.millrace.udfs.inference;

import io.millrace.udfs.format.PayloadFormats;
import io.millrace.udfs.format.RawPayload;
import io.millrace.udfs.format.RefusedException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/** Payloads as the ingest job decodes them. */
final class Payloads {
  private static final PayloadFormats FORMATS = new PayloadFormats();

  private Payloads() {}

  static Object json(String text) {
    return of("application/json", text.getBytes(StandardCharsets.UTF_8));
  }

  static Object of(String contentType, byte[] payload) {
    try {
      RawPayload raw = new RawPayload(payload, contentType, Map.of(), Instant.EPOCH);
      return FORMATS.read(raw, null).value();
    } catch (RefusedException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
