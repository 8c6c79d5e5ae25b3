package io.millrace.udfs.format;

import java.time.Instant;

/** A number as JSON writes them, in text, with white space around it or without. */
final class NumberDecoder implements PayloadDecoder {
  @Override
  public Object decode(byte[] payload, Instant receivedAt) throws RefusedException {
    Object value = null;
    try {
      value = JsonDecoder.parse(payload);
    } catch (RefusedException e) {
      if (e.code() == RefusalCode.NOT_UTF_8) {
        throw e;
      }
    }
    if (value instanceof Number) {
      return value;
    }
    throw new RefusedException(RefusalCode.MALFORMED_NUMBER, "", "The payload is no number");
  }
}
