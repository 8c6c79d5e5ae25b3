package io.millrace.udfs.format;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** JSON (RFC 8259). A number that no double holds is malformed, for it would become infinite. */
final class JsonDecoder implements PayloadDecoder {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final JacksonValues VALUES = new JacksonValues(RefusalCode.MALFORMED_JSON, true);

  @Override
  public @Nullable Object decode(byte[] payload, Instant receivedAt) throws RefusedException {
    return parse(payload);
  }

  static @Nullable Object parse(byte[] payload) throws RefusedException {
    // Jackson lets some malformed UTF-8 through (overlong forms, surrogates), so decode it first.
    String text = Utf8.decode(payload);
    try {
      return VALUES.read(FACTORY.createParser(text));
    } catch (IOException e) {
      throw VALUES.refused(e);
    }
  }
}
